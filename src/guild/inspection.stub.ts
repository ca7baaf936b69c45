import { proxyDurable } from 'itty-durable';
import type { Env } from '../kernel/env.ts';
import { insist } from './insist.ts';
import type { Inspection } from './protocol.ts';

/** The object's methods that no member waits for, through itty-durable's proxy. */
interface ColdMethods {
  inspect(guild: string): Promise<Inspection>;
  refresh(guild: string): Promise<{ refreshed: true }>;
}

// itty-durable's proxy is untyped; ColdMethods is what the object declares.
const proxied = (env: Env, guild: string): ColdMethods =>
  proxyDurable(env.GUILD, { name: 'guild', parse: true }).get(guild) as ColdMethods;

/** Where the guild's rows are, its head and its queue. */
export function inspectGuild(env: Env, guild: string): Promise<Inspection> {
  return insist(guild, 'inspect', () => proxied(env, guild).inspect(guild));
}

/** Makes the object read everything anew, after the database was written past it. */
export async function refreshGuild(env: Env, guild: string): Promise<void> {
  await insist(guild, 'refresh', () => proxied(env, guild).refresh(guild));
}
