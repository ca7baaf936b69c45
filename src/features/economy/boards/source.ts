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
  /** The table by way of that index: left alone, SQLite walks the primary key among equal values. */
  ranked: SQL;
  value: SQL;
  /** When the value was reached, for streaks; else 0. */
  at: SQL;
  /** Which rows belong to the board, without those that the server leaves out. */
  rows: SQL;
  /** Under which the snapshot is kept. */
  key: string;
}

/** The source of a board. Every board ranks values above 0 alone. */
export function boardSource(ctx: Context, { board, period }: BoardQuery): Source {
  const shown = excluding(ctx, board);
  if (board === 'balance') {
    const rows = sql`t.guild = ${ctx.guildId} AND t.account_id >= 'u' AND t.asset = 'coin' AND t.balance > 0${shown}`;
    return { table: sql`account AS t`, ranked: sql`account AS t INDEXED BY account_rank`, value: sql`t.balance`, at: sql`0`, rows, key: board };
  }
  if (board === 'streak') {
    const rows = sql`t.guild = ${ctx.guildId} AND t.name = 'daily' AND t.streak > 0${shown}`;
    return { table: sql`cooldown AS t`, ranked: sql`cooldown AS t INDEXED BY cooldown_streak`, value: sql`t.streak`, at: sql`t.at`, rows, key: board };
  }
  const key = periodKey(period, dayIn(ctx.now, ctx.settings.locale.timezone));
  const rows = sql`t.guild = ${ctx.guildId} AND t.period = ${key} AND t.amount > 0${shown}`;
  return { table: sql`period_total AS t`, ranked: sql`period_total AS t INDEXED BY period_total_rank`, value: sql`t.amount`, at: sql`0`, rows, key: `earned:${key}` };
}

function excluding(ctx: Context, board: Board): SQL {
  const { users, roles } = ctx.settings.exclude[board];
  const byUser = users.length === 0 ? sql`` : sql` AND t.account_id NOT IN (SELECT value FROM json_each(${JSON.stringify(users.map(memberAccount))}))`;
  const byRole = roles.length === 0 ? sql`` : sql` AND NOT EXISTS (SELECT 1 FROM role_exclusion AS x
    WHERE x.guild = t.guild AND x.account_id = t.account_id AND x.boards LIKE ${`%"${board}"%`})`;
  return sql`${byUser}${byRole}`;
}
