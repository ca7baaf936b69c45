import { databaseNamed } from '../../db/placement.ts';
import type { Env } from '../../kernel/env.ts';
import { settingsOf, type Settings } from '../../kernel/settings.ts';
import { BURN, COIN, MINT, SHOP } from '../../ledger/accounts.ts';

export interface ServerRow {
  guild: string;
  binding: string;
  name: string | null;
  icon: string | null;
  owner_id: string | null;
  member_count: number | null;
  installed_at: number | null;
  installed_by: string | null;
  removed_at: number | null;
}

/** What a server has of money. */
export interface Treasury {
  currency: Settings['currency'];
  /** Coins that members hold, those set aside in holds included. */
  held: number;
}

const ROWS_SQL = `SELECT placement.guild, placement.binding, server.name, server.icon, server.owner_id, server.member_count, server.installed_at,
    server.installed_by, server.removed_at
  FROM json_each(?1) AS wanted CROSS JOIN placement ON placement.guild = wanted.value LEFT JOIN server ON server.guild = placement.guild`;
/** All balances sum to zero: what the system's accounts lack is what members have. Four rows a guild, however many members. */
const HELD_SQL = `SELECT account.guild, -SUM(account.balance) AS held FROM json_each(?1) AS wanted CROSS JOIN account ON account.guild = wanted.value
  AND account.account_id IN ('${MINT}', '${BURN}', '${SHOP}', '@house') AND account.asset = '${COIN}' GROUP BY account.guild`;
const SETTINGS_SQL = `SELECT guild_settings.guild, guild_settings.value FROM json_each(?1) AS wanted
  CROSS JOIN guild_settings ON guild_settings.guild = wanted.value`;

/** The servers of these ids that have a place, in the order of the ids. */
export async function readServers(env: Env, ids: string[]): Promise<ServerRow[]> {
  const { results } = await env.DB.prepare(ROWS_SQL).bind(JSON.stringify(ids)).all<ServerRow>();
  const byId = new Map(results.map((row) => [row.guild, row]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
}

/** The treasuries of servers, one call a database. */
export async function readTreasuries(env: Env, rows: ServerRow[]): Promise<Map<string, Treasury>> {
  const treasuries = new Map<string, Treasury>();
  for (const binding of new Set(rows.map((row) => row.binding))) {
    const database = databaseNamed(env, binding);
    const ids = rows.filter((row) => row.binding === binding).map(({ guild }) => guild);
    const wanted = JSON.stringify(ids);
    const [held, settings] = await database.batch<{ guild: string; held?: number; value?: string }>([
      database.prepare(HELD_SQL).bind(wanted), database.prepare(SETTINGS_SQL).bind(wanted),
    ]);
    const heldBy = new Map(held?.results.map((row) => [row.guild, row.held ?? 0]));
    const valueOf = new Map(settings?.results.map((row) => [row.guild, row.value]));
    for (const id of ids) treasuries.set(id, { currency: settingsOf(valueOf.get(id)).currency, held: heldBy.get(id) ?? 0 });
  }
  return treasuries;
}
