import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import { accountUser } from '../../../ledger/accounts.ts';

/** Things of one sort that are counted; more are told as so many. */
const COUNT_MAX = 100;
/** Cards in Discord that are looked through for lost ones: they have no index of their own. */
const CARDS_MAX = 300;
const FROZEN_MAX = 20;

export const attention = z.object({
  proofs: z.int(), orders: z.int(), messages_failed: z.int(), messages_orphaned: z.int(), dead_letters: z.int(),
  /** Members whose balance is frozen, 20 at most. */
  frozen: z.array(z.object({ user_id: z.string(), reason: z.string() })),
  /** Why the money of the whole server stands still; null where it does not. */
  server_frozen: z.string().nullable(),
});

/** What waits for staff, each counted to COUNT_MAX by an index of its own. */
export async function readAttention({ db, guildId }: Pick<Context, 'db' | 'guildId'>): Promise<z.infer<typeof attention>> {
  const count = (from: SQL, limit = COUNT_MAX): SQL => sql`SELECT COUNT(*) FROM (SELECT 1 FROM ${from} LIMIT ${limit})`;
  const waiting = (table: SQL, state: string): SQL => sql`${table} WHERE guild = ${guildId} AND state = ${sql.raw(`'${state}'`)}`;
  const [[sums], frozen] = await Promise.all([
    db.all<Record<'proofs' | 'orders' | 'failed' | 'dead' | 'orphaned', number>>(sql`SELECT
      (${count(waiting(sql`submission INDEXED BY submission_waiting`, 'waiting'))}) AS proofs,
      (${count(waiting(sql`fulfilment INDEXED BY fulfilment_waiting`, 'waiting'))}) AS orders,
      (${count(waiting(sql`message INDEXED BY message_failed`, 'failed'))}) AS failed,
      (${count(waiting(sql`delivery INDEXED BY delivery_dead`, 'dead'))}) AS dead,
      (SELECT COALESCE(SUM(state = 'orphaned'), 0) FROM (SELECT state FROM message WHERE guild = ${guildId} LIMIT ${CARDS_MAX})) AS orphaned`),
    db.all<{ account_id: string; reason: string }>(sql`SELECT account_id, reason FROM freeze WHERE guild = ${guildId} ORDER BY account_id LIMIT ${FROZEN_MAX + 1}`),
  ]);
  return {
    proofs: sums?.proofs ?? 0, orders: sums?.orders ?? 0, messages_failed: sums?.failed ?? 0, messages_orphaned: sums?.orphaned ?? 0, dead_letters: sums?.dead ?? 0,
    frozen: frozen.flatMap(({ account_id: account, reason }) => {
      const user = accountUser(account);
      return user === undefined ? [] : [{ user_id: user, reason }];
    }).slice(0, FROZEN_MAX),
    server_frozen: frozen.find(({ account_id: account }) => account === '*')?.reason ?? null,
  };
}
