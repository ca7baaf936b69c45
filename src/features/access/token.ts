import { sign, verify } from 'hono/jwt';
import * as z from 'zod';
import type { Principal } from '../../define/route.ts';

/** Seconds that an access token is good for. */
export const ACCESS_SECONDS = 15 * 60;

const claims = z.object({
  typ: z.literal('access'), sub: z.string(), kind: z.enum(['operator', 'discord']), name: z.string(), avatar: z.string().nullable(), sid: z.string(),
  exp: z.int(),
});

/** A short-lived token that says who somebody is (RFC 7519, HS256). */
export function signAccess(secret: string, { id, kind, name, avatar, session }: Principal, now: number): Promise<string> {
  return sign({ typ: 'access', sub: id, kind, name, avatar, sid: session, exp: Math.floor(now / 1_000) + ACCESS_SECONDS }, secret, 'HS256');
}

/** Who an access token names; null where it is forged, old or no access token. */
export async function readAccess(secret: string, token: string, now: number): Promise<Principal | null> {
  let payload: unknown;
  try {
    payload = await verify(token, secret, { alg: 'HS256', exp: false });
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('Jwt')) return null;
    throw error;
  }
  const read = claims.safeParse(payload);
  if (!read.success || read.data.exp * 1_000 <= now) return null;
  const { sub, kind, name, avatar, sid } = read.data;
  return { id: sub, kind, name, avatar, session: sid };
}
