import { databaseNamed } from '../../db/placement.ts';
import type { Env } from '../../kernel/env.ts';
import { settingsOf } from '../../kernel/settings.ts';
import { NO_GUILD } from './audit.ts';
import { readPresence } from './presence.ts';
import { readRuntime } from './runtime.ts';

/** Servers that are read, and held in memory, at once. */
const SLICE = 100;

const SERVERS_SQL = `SELECT placement.guild, placement.binding, placement.at AS placed_at, server.name, server.icon, server.owner_id,
    server.member_count, server.installed_at, server.installed_by, server.removed_at, server.checked_at
  FROM placement LEFT JOIN server ON server.guild = placement.guild
  WHERE placement.guild > ?1 AND placement.guild <> '${NO_GUILD}' ORDER BY placement.guild LIMIT ${SLICE}`;
const SETTINGS_SQL = `SELECT wanted.value AS guild, guild_settings.version, guild_settings.value FROM json_each(?1) AS wanted
  CROSS JOIN guild_settings ON guild_settings.guild = wanted.value`;

interface PlacedRow {
  guild: string;
  binding: string;
}

async function settingsOfSlice(env: Env, rows: PlacedRow[]): Promise<Map<string, { version: number; settings: unknown }>> {
  const found = new Map<string, { version: number; settings: unknown }>();
  for (const binding of new Set(rows.map((row) => row.binding))) {
    const guilds = rows.filter((row) => row.binding === binding).map(({ guild }) => guild);
    const { results } = await databaseNamed(env, binding).prepare(SETTINGS_SQL).bind(JSON.stringify(guilds)).all<{ guild: string; version: number; value: string }>();
    for (const { guild, version, value } of results) found.set(guild, { version, settings: settingsOf(value) });
  }
  return found;
}

async function* servers(env: Env): AsyncGenerator<string> {
  let after = '';
  for (let first = true; ;) {
    const { results } = await env.DB.prepare(SERVERS_SQL).bind(after).all<PlacedRow & Record<string, unknown>>();
    const settings = await settingsOfSlice(env, results);
    for (const { guild, ...row } of results) {
      yield `${first ? '' : ','}\n${JSON.stringify({ server_id: guild, ...row, ...(settings.get(guild) ?? { version: 0, settings: settingsOf(null) }) })}`;
      first = false;
    }
    if (results.length < SLICE) return;
    after = results.at(-1)?.guild ?? '';
  }
}

/**
 * All servers with their settings, and the operator's own, as one JSON object in pieces. No secrets are in these rows, and
 * no money: a server's ledger has an export of its own.
 */
export async function* exportAll(env: Env, now: number): AsyncGenerator<string> {
  const [runtime, presence] = await Promise.all([readRuntime(env.DB), readPresence(env.DB, NO_GUILD)]);
  const { status, activity } = presence;
  const head = JSON.stringify({
    format: 'coffer-export', format_version: 1, exported_at: new Date(now).toISOString(), coffer: env.COFFER_VERSION ?? 'development',
    settings: runtime.settings, bot_status: { status, activity },
  });
  yield `${head.slice(0, -1)},"servers":[`;
  yield* servers(env);
  yield '\n]}\n';
}
