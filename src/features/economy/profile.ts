import { and, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { cooldown } from '../../db/schema/economy.ts';
import { account } from '../../db/schema/ledger.ts';
import type { Wallet } from '../../guild/protocol.ts';
import { COIN, memberAccount } from '../../ledger/accounts.ts';
import { standingOf, type Standing } from './boards/page.ts';
import { firstEntry, readHistory, type HistoryRow } from './history.ts';

/** Entries that a profile shows. */
const RECENT_ENTRIES = 5;

/** What a profile tells of a member. */
export interface Profile {
  wallet: Wallet;
  standing: Standing | null;
  daily: { at: number; streak: number } | null;
  totals: { in: number; out: number };
  first: HistoryRow | undefined;
  /** The newest entries; null where the reader may not see them. */
  recent: HistoryRow[] | null;
}

/** Reads a profile; the newest entries are for the member and for staff. */
export async function readProfile(ctx: Context, userId: string): Promise<Profile> {
  const own = memberAccount(userId);
  const [wallet] = await ctx.ledger.wallets([own]);
  if (!wallet) throw new Error('the object gave no wallet');
  const open = userId === ctx.actor.id || ctx.actor.may('moderator');
  const [[[sums], [daily]], standing, first, recent] = await Promise.all([
    ctx.db.batch([
      ctx.db.select({ in: account.totalIn, out: account.totalOut }).from(account)
        .where(and(eq(account.guild, ctx.guildId), eq(account.accountId, own), eq(account.asset, COIN))),
      ctx.db.select({ at: cooldown.at, streak: cooldown.streak }).from(cooldown)
        .where(and(eq(cooldown.guild, ctx.guildId), eq(cooldown.accountId, own), eq(cooldown.name, 'daily'))),
    ]),
    standingOf(ctx, { board: 'balance', period: 'all' }, userId),
    firstEntry(ctx, userId),
    open ? readHistory(ctx, { user: userId, kind: '', since: 0 }, { move: 'newest', skip: 0 }) : null,
  ]);
  return {
    wallet, standing, daily: daily ?? null, totals: sums ?? { in: 0, out: 0 }, first,
    recent: recent?.rows.slice(0, RECENT_ENTRIES) ?? null,
  };
}
