import type { Env } from '../kernel/env.ts';
import { insist } from './insist.ts';
import type { Place } from './live.ts';

export type { LiveEvent, LiveLine, Place } from './live.ts';

/** The host under which an object takes requests for its live stream. */
export const LIVE_HOST = 'live';

const fetchLive = (env: Pick<Env, 'GUILD'>, guild: string, path: string): Promise<Response> =>
  insist(guild, 'live', () => env.GUILD.get(env.GUILD.idFromName(guild)).fetch(`https://${LIVE_HOST}${path}`));

/** The events of a guild as lines of JSON (LiveLine), from a place on. Cancel the stream to stop listening. */
export async function listenTo(env: Pick<Env, 'GUILD'>, guild: string, after: Place | null): Promise<ReadableStream<Uint8Array>> {
  const query = new URLSearchParams({ guild, ...(after ? { seq: String(after.seq), instance: after.instance } : {}) });
  const response = await fetchLive(env, guild, `/listen?${query}`);
  if (!response.body) throw new Error(`the live stream of ${guild} has no body`);
  return response.body;
}

/** Sends a test event to all who listen to a guild; gives their number. */
export async function testLive(env: Pick<Env, 'GUILD'>, guild: string): Promise<number> {
  const response = await fetchLive(env, guild, `/test?${new URLSearchParams({ guild })}`);
  return Number(await response.text());
}
