import type { Env } from '../kernel/env.ts';
import { AppError } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';

/** Every database bound to the Worker, by binding name: DB, DB_1, DB_2 … */
export function boundDatabases(env: Env): Map<string, D1Database> {
  const bound = Object.entries(env).filter(([name]) => /^DB(_\d+)?$/.test(name));
  return new Map(bound.map(([name, binding]): [string, D1Database] => [name, binding]));
}

/**
 * The database behind a binding. A guild's rows are reached through here and nowhere else.
 * @throws AppError `unavailable` where the binding is gone: the guild is not moved silently.
 */
export function databaseNamed(env: Env, binding: string): D1Database {
  const database = boundDatabases(env).get(binding);
  if (database) return database;
  log('error', 'placement.unbound', { binding });
  throw new AppError('unavailable', 'errors.database_unbound', { binding });
}

/** Whether a guild has a database already. Asking places nobody. */
export async function isPlaced(env: Env, guild: string): Promise<boolean> {
  return (await env.DB.prepare('SELECT 1 FROM placement WHERE guild = ?1').bind(guild).first()) !== null;
}

function candidates(env: Env): string[] {
  return (env.NEW_GUILD_DATABASES ?? 'DB').split(',').map((name) => name.trim()).filter(Boolean);
}

/**
 * The binding of the guild's database. The first call places the guild, by its id over NEW_GUILD_DATABASES; the row
 * that says so is in DB and can never change.
 */
export async function placeGuild(env: Env, guild: string, now: number): Promise<string> {
  const read = env.DB.prepare('SELECT binding FROM placement WHERE guild = ?1').bind(guild);
  const placed = await read.first<string>('binding');
  if (placed !== null) return placed;
  const names = candidates(env);
  // The low bits of an id are mostly zero: mixed, neighbours go to different databases.
  const mixed = BigInt.asUintN(64, BigInt(guild) * 0x9e3779b97f4a7c15n) >> 40n;
  const chosen = names[Number(mixed % BigInt(names.length))] ?? 'DB';
  databaseNamed(env, chosen);
  // Two instances may place at once: the row that came first is the truth.
  const insert = env.DB.prepare(
    'INSERT INTO placement (guild, binding, at) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM placement WHERE guild = ?1)',
  ).bind(guild, chosen, now);
  const [, row] = await env.DB.batch<{ binding: string }>([insert, read]);
  return row?.results[0]?.binding ?? chosen;
}
