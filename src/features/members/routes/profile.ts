import * as z from 'zod';
import type { Row } from '../../../db/database.ts';
import { snowflakeId } from '../../../define/page.ts';
import { guildRoute, ok } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { momentOf } from '../known.ts';
import { byId, shownUser } from '../listing.ts';
import { lookUp } from '../lookup.ts';
import { readProfileRows } from '../profile.ts';
import { userShape } from './shapes.ts';

const itemIdOf = (row: Row): number => Number(String(row['asset']).slice('item:'.length));

function shownEntry(row: Row, account: string) {
  const incoming = row['to_account'] === account;
  const after = Number(incoming ? row['to_after'] : row['from_after']);
  const amount = Number(row['amount']) * (incoming ? 1 : -1);
  return {
    seq: Number(row['seq']), type: String(row['kind']), asset: String(row['asset']), amount, balance_before: after - amount, balance_after: after,
    counterparty: String(incoming ? row['from_account'] : row['to_account']), note: String(row['note']), timestamp: new Date(Number(row['at'])).toISOString(),
  };
}

const reply = userShape.extend({
  held: z.int(), frozen: z.string().nullable(), checked_at: z.string().nullable(),
  inventory: z.array(z.object({ item_id: z.int(), name: z.string().nullable(), quantity: z.int() })),
  lots: z.array(z.object({
    item_id: z.int(), seq: z.int(), amount: z.int(), unused: z.int(), price: z.int(), bought: z.boolean(), expires_at: z.string().nullable(), at: z.string().nullable(),
  })),
  recent_transactions: z.array(z.object({
    seq: z.int(), type: z.string(), asset: z.string(), amount: z.int(), balance_before: z.int(), balance_after: z.int(),
    counterparty: z.string(), note: z.string(), timestamp: z.string(),
  })),
  streak: z.int(), last_daily: z.string().nullable(),
  /** Claims by state, of the newest thousand. */
  tasks: z.record(z.string(), z.int()),
  balance_graph: z.array(z.object({ at: z.string(), balance: z.int() })),
  /** Coins that came in by kind, over the newest 500 incoming entries. */
  income: z.array(z.object({ type: z.string(), count: z.int(), amount: z.int() })),
});

export const getUser = guildRoute({
  method: 'GET', path: '/api/:server_id/users/:user_id', access: 'staff',
  summary: 'One member: balance, inventory, recent transactions, streak, tasks, balance over time, sources of income',
  params: z.object({ user_id: snowflakeId }), reply,
  async run(ctx, { params: { user_id: user } }) {
    const account = memberAccount(user);
    let [row] = await byId(ctx.db, ctx.guildId, user);
    if (!row || ((row['checked_at'] ?? 0) === 0 && row['state'] !== 'erased')) {
      const found = await lookUp(ctx, [user]);
      if (!row && !found.has(user)) throw new AppError('not_found', 'members.refused.unknown');
      [row] = await byId(ctx.db, ctx.guildId, user);
    }
    if (!row) throw new AppError('not_found', 'members.refused.unknown');
    const [[wallet], parts] = await Promise.all([ctx.ledger.wallets([account]), readProfileRows(ctx.db, ctx.guildId, account)]);
    return ok({
      ...shownUser(row, ctx.texts), held: wallet?.held ?? 0, frozen: wallet?.frozen ?? null, checked_at: momentOf(row['checked_at']),
      inventory: parts.items.map((item) => ({ item_id: itemIdOf(item), name: item['name'] === null ? null : String(item['name']), quantity: Number(item['balance']) })),
      lots: parts.lots.map((lot) => ({
        item_id: itemIdOf(lot), seq: Number(lot['seq']), amount: Number(lot['amount']), unused: Number(lot['unused']), price: Number(lot['price']),
        bought: lot['bought'] === 1, expires_at: momentOf(lot['expires_at']), at: momentOf(lot['at']),
      })),
      recent_transactions: parts.recent.map((entry) => shownEntry(entry, account)),
      streak: Number(parts.daily?.['streak'] ?? 0), last_daily: momentOf(parts.daily?.['at']),
      tasks: Object.fromEntries(parts.claims.map((claim) => [String(claim['state']), Number(claim['n'])])),
      balance_graph: parts.points,
      income: parts.income.map((kind) => ({ type: String(kind['kind']), count: Number(kind['n']), amount: Number(kind['amount']) })),
    });
  },
});
