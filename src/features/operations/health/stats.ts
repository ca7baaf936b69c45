import { boundDatabases } from '../../../db/placement.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import type { Env } from '../../../kernel/env.ts';
import { NO_GUILD } from '../audit.ts';
import { readTroubles } from './errors.ts';

const SERVERS_SQL = `SELECT COUNT(*) AS guilds, COUNT(server.guild) - COUNT(server.removed_at) AS installed, COUNT(server.removed_at) AS removed
  FROM placement LEFT JOIN server ON server.guild = placement.guild WHERE placement.guild <> '${NO_GUILD}'`;
const PLACED_SQL = 'SELECT guild, binding FROM placement';
/** By the guild's own roll-ups of two days: the key of `stat` begins with the guild, so that nothing older is read. */
const MOVED_SQL = `SELECT stat.day, SUM(stat.count) AS movements FROM json_each(?1) AS placed
  CROSS JOIN stat ON stat.guild = placed.value AND stat.day >= ?2 GROUP BY stat.day`;

/** Sums over all guilds: rows read grow with the guilds and their kinds of movement, not with their history. */
export async function stats(env: Env, now: number) {
  const today = Math.floor(now / DAY_MS);
  const [servers, { results: placed }, troubles] = await Promise.all([
    env.DB.prepare(SERVERS_SQL).first<{ guilds: number; installed: number; removed: number }>(),
    env.DB.prepare(PLACED_SQL).all<{ guild: string; binding: string }>(),
    readTroubles(env.DB, now),
  ]);
  const totals = {
    guilds: servers?.guilds ?? 0, installed: servers?.installed ?? 0, removed: servers?.removed ?? 0, movementsToday: 0, movementsYesterday: 0,
    errorsHour: troubles.errorsHour, errorsDay: troubles.errorsDay,
  };
  for (const [binding, database] of boundDatabases(env)) {
    const guilds = placed.filter((row) => row.binding === binding).map(({ guild }) => guild);
    const { results } = await database.prepare(MOVED_SQL).bind(JSON.stringify(guilds), today - 1).all<{ day: number; movements: number }>();
    for (const { day, movements } of results) {
      if (day === today) totals.movementsToday += movements;
      if (day === today - 1) totals.movementsYesterday += movements;
    }
  }
  return totals;
}
