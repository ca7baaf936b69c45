import { sign, verify } from 'hono/jwt';
import * as z from 'zod';
import type { Principal } from '../../define/route.ts';

/** Seconds that an access token is good for. */
export const ACCESS_SECONDS = 15 * 60;

const accessClaims = z.object({
  typ: z.literal('access'), sub: z.string(), kind: z.enum(['operator', 'discord']), name: z.string(), avatar: z.string().nullable(), sid: z.string(),
  exp: z.int(),
});

const refreshClaims = z.object({ typ: z.literal('refresh'), sid: z.string(), gen: z.int().min(1), exp: z.int() });

/** The one refresh token of a session that is good: its session and generation. */
export interface Refresh {
  session: string;
  generation: number;
}

/** A short-lived token that says who somebody is (RFC 7519, HS256). */
export function signAccess(secret: string, { id, kind, name, avatar, session }: Principal, now: number): Promise<string> {
  return sign({ typ: 'access', sub: id, kind, name, avatar, sid: session, exp: Math.floor(now / 1_000) + ACCESS_SECONDS }, secret, 'HS256');
}

/** A token that gets the next pair; `expiresAt` in ms. */
export function signRefresh(secret: string, { session, generation }: Refresh, expiresAt: number): Promise<string> {
  return sign({ typ: 'refresh', sid: session, gen: generation, exp: Math.floor(expiresAt / 1_000) }, secret, 'HS256');
}

/** Who an access token names; null where it is forged, old or no access token. */
export async function readAccess(secret: string, token: string, now: number): Promise<Principal | null> {
  const read = accessClaims.safeParse(await payloadOf(secret, token));
  if (!read.success || read.data.exp * 1_000 <= now) return null;
  const { sub, kind, name, avatar, sid } = read.data;
  return { id: sub, kind, name, avatar, session: sid };
}

/** What a refresh token stands for; null where it is forged, old or no refresh token. */
export async function readRefresh(secret: string, token: string, now: number): Promise<Refresh | null> {
  const read = refreshClaims.safeParse(await payloadOf(secret, token));
  return read.success && read.data.exp * 1_000 > now ? { session: read.data.sid, generation: read.data.gen } : null;
}

async function payloadOf(secret: string, token: string): Promise<unknown> {
  try {
    // The library looks at times before the signature, and falls over a payload that is `null`: they are checked here, after it.
    return await verify(token, secret, { alg: 'HS256', exp: false, nbf: false, iat: false });
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('Jwt')) return null;
    throw error;
  }
}
