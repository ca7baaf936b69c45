import { sql } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { BURN, COIN, MINT, SHOP } from '../../../ledger/accounts.ts';

/** Kinds whose coins come from the system into members' hands, go back to it, or stay among members. */
const INTO: ReadonlySet<string> = new Set(['daily', 'work', 'task_reward', 'start', 'admin_give', 'admin_give_role', 'shop_refund', 'shop_sale', 'item_reward']);
const OUT_OF: ReadonlySet<string> = new Set(['admin_take', 'shop_purchase', 'custom_command']);
const AMONG: ReadonlySet<string> = new Set(['pay', 'hold_open', 'hold_post', 'hold_void', 'hold_expire', 'bounty_reward']);

/** Accounts that are the system's own. What is set aside in holds still counts as the members'. */
export const SYSTEM: readonly string[] = [MINT, BURN, SHOP, '@house'];

/** Entries of kinds that go either way that one overview looks at. */
export const EITHER_MAX = 200;

export interface DayFlow {
  minted: number;
  burned: number;
  /** Transactions in coins, whatever their kind. */
  count: number;
}

export interface StatRow {
  day: number;
  kind: string;
  count: number;
  amount: number;
}

const capped = (a: number, b: number): number => Math.min(Number.MAX_SAFE_INTEGER, a + b);

/** The rows of a roll-up, summed by day, and the kinds among them whose direction it does not tell. */
export function flowsByDay(rows: readonly StatRow[]): { days: Map<number, DayFlow>; either: StatRow[] } {
  const days = new Map<number, DayFlow>();
  const either: StatRow[] = [];
  for (const row of rows) {
    const flow = days.get(row.day) ?? { minted: 0, burned: 0, count: 0 };
    flow.count += row.count;
    if (INTO.has(row.kind)) flow.minted = capped(flow.minted, row.amount);
    else if (OUT_OF.has(row.kind)) flow.burned = capped(flow.burned, row.amount);
    else if (!AMONG.has(row.kind)) either.push(row);
    days.set(row.day, flow);
  }
  return { days, either };
}

/**
 * Adds the entries of kinds that go either way (a balance that was set, a reversal), newest first and EITHER_MAX at most.
 * Gives whether these were all.
 */
export async function addEither({ db, guildId }: Pick<Context, 'db' | 'guildId'>, days: Map<number, DayFlow>, either: readonly StatRow[]): Promise<boolean> {
  if (either.length === 0) return true;
  const kinds = [...new Set(either.map(({ kind }) => kind))];
  const since = Math.min(...either.map(({ day }) => day)) * DAY_MS;
  const share = Math.max(1, Math.floor(EITHER_MAX / kinds.length));
  const parts = kinds.map((kind) => sql`SELECT * FROM (SELECT asset, from_account, to_account, amount, at FROM entry INDEXED BY entry_kind
    WHERE guild = ${guildId} AND kind = ${kind} ORDER BY seq DESC LIMIT ${share})`);
  const rows = await db.all<{ asset: string; from_account: string; to_account: string; amount: number; at: number }>(sql.join(parts, sql` UNION ALL `));
  let found = 0;
  for (const { asset, from_account: from, to_account: to, amount, at } of rows) {
    const flow = days.get(Math.floor(at / DAY_MS));
    if (asset !== COIN || at < since || !flow) continue;
    found += 1;
    if (SYSTEM.includes(from) && !SYSTEM.includes(to)) flow.minted = capped(flow.minted, amount);
    else if (SYSTEM.includes(to) && !SYSTEM.includes(from)) flow.burned = capped(flow.burned, amount);
  }
  return found === either.reduce((sum, { count }) => sum + count, 0);
}
