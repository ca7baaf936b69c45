import { restartGuild } from '../../guild/stub.ts';
import type { Env } from '../../kernel/env.ts';
import { NO_GUILD } from './audit.ts';

/** Objects that one call restarts, and how many of them at once. */
const RESTART_MAX = 200;
const AT_ONCE = 20;

const PLACED_SQL = `SELECT guild FROM placement WHERE guild > ?1 AND guild <> '${NO_GUILD}' ORDER BY guild LIMIT ${RESTART_MAX + 1}`;

export interface Restarted {
  guilds: string[];
  /** After which guild the rest begins; null where there is none. */
  next: string | null;
}

/** Restarts the objects of the guilds after one id, RESTART_MAX at the most. */
export async function restartAll(env: Env, after: string): Promise<Restarted> {
  const { results } = await env.DB.prepare(PLACED_SQL).bind(after).all<{ guild: string }>();
  const guilds = results.slice(0, RESTART_MAX).map(({ guild }) => guild);
  for (let start = 0; start < guilds.length; start += AT_ONCE) {
    await Promise.all(guilds.slice(start, start + AT_ONCE).map((guild) => restartGuild(env, guild)));
  }
  return { guilds, next: results.length > RESTART_MAX ? (guilds.at(-1) ?? null) : null };
}
