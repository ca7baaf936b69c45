import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1';

/** A guild's database for reads outside the hot path. Writes of value go through the ledger alone. */
export type Guilds = DrizzleD1Database & { $client: D1Database };

/** The drizzle client over one D1 database. */
export function readClient(d1: D1Database): Guilds {
  return drizzle(d1);
}
