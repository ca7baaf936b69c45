import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import type { Board } from '../../../kernel/settings.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { dayIn } from '../../../kernel/zone.ts';
import { periodKey, type Period } from './period.ts';

/** What is ranked. The period matters for earnings alone. */
export interface BoardQuery {
  board: Board;
  period: Period;
}

/** Where a board's rows are: `t` is the table, and the rows are in an index by value downwards, then account. */
export interface Source {
  table: SQL;
  value: SQL;
  /** When the value was reached, for streaks; else 0. */
  at: SQL;
  /**
   * Which rows belong to the board, without those that the server leaves out. A query adds its bounds of the value, of
   * which only those above 0 are shown: SQLite walks from the first of two lower bounds, however low that is.
   */
  rows: SQL;
  /** Under which the snapshot is kept. */
  key: string;
}

/** The source of a board. */
export function boardSource(ctx: Context, { board, period }: BoardQuery): Source {
  const shown = excluding(ctx, board);
  if (board === 'balance') {
    const rows = sql`t.guild = ${ctx.guildId} AND t.account_id >= 'u' AND t.asset = 'coin'${shown}`;
    return { table: sql`account AS t`, value: sql`t.balance`, at: sql`0`, rows, key: board };
  }
  if (board === 'streak') {
    const rows = sql`t.guild = ${ctx.guildId} AND t.name = 'daily'${shown}`;
    return { table: sql`cooldown AS t`, value: sql`t.streak`, at: sql`t.at`, rows, key: board };
  }
  const key = periodKey(period, dayIn(ctx.now, ctx.settings.locale.timezone));
  const rows = sql`t.guild = ${ctx.guildId} AND t.period = ${key}${shown}`;
  return { table: sql`period_total AS t`, value: sql`t.amount`, at: sql`0`, rows, key: `earned:${key}` };
}

function excluding(ctx: Context, board: Board): SQL {
  const { users, roles } = ctx.settings.exclude[board];
  const byUser = users.length === 0 ? sql`` : sql` AND t.account_id NOT IN (SELECT value FROM json_each(${JSON.stringify(users.map(memberAccount))}))`;
  const byRole = roles.length === 0 ? sql`` : sql` AND NOT EXISTS (SELECT 1 FROM role_exclusion AS x
    WHERE x.guild = t.guild AND x.account_id = t.account_id AND x.boards LIKE ${`%"${board}"%`})`;
  return sql`${byUser}${byRole}`;
}
