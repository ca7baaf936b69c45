import * as z from 'zod';
import { REFRESH_COOKIE_SECONDS, setCookie } from './cookies.ts';
import type { Session } from './sessions.ts';
import { ACCESS_SECONDS, signAccess, signRefresh } from './token.ts';

export const personShape = z.object({ id: z.string(), kind: z.enum(['operator', 'discord']), name: z.string(), avatar: z.string().nullable() });

/** What a sign-in answers: who it is; the tokens themselves only for who asked for them in the body. */
export const signedInShape = z.object({
  user: personShape,
  session: z.object({ id: z.string(), expires_at: z.string() }),
  /** Seconds that the access token is good for. */
  expires_in: z.int(),
  token_type: z.literal('Bearer').optional(),
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** Signs a session's tokens. */
async function tokensOf(secret: string, { principal, generation, expiresAt }: Session, now: number): Promise<{ access: string; refresh: string }> {
  const [access, refresh] = await Promise.all([
    signAccess(secret, principal, now), signRefresh(secret, { session: principal.session, generation }, expiresAt),
  ]);
  return { access, refresh };
}

/** The two cookies of a session, as headers of any answer. */
export async function sessionCookies(secret: string, session: Session, now: number): Promise<Headers> {
  const { access, refresh } = await tokensOf(secret, session, now);
  return cookieHeaders(access, ACCESS_SECONDS, refresh, Math.min(REFRESH_COOKIE_SECONDS, Math.floor((session.expiresAt - now) / 1_000)));
}

function cookieHeaders(access: string, accessSeconds: number, refresh: string, refreshSeconds: number): Headers {
  const headers = new Headers({ 'cache-control': 'no-store' });
  headers.append('set-cookie', setCookie('access', access, accessSeconds));
  headers.append('set-cookie', setCookie('refresh', refresh, refreshSeconds));
  return headers;
}

/** Headers that take both cookies away. */
export const noCookies = (): Headers => cookieHeaders('', 0, '', 0);

/** The answer to a sign-in or a refresh. `cookies` for a browser, `inBody` for a script. */
export async function signedIn(secret: string, session: Session, now: number, { cookies, inBody }: { cookies: boolean; inBody: boolean }): Promise<Response> {
  const { access, refresh } = await tokensOf(secret, session, now);
  const { session: id, ...user } = session.principal;
  const body: z.input<typeof signedInShape> = {
    user, session: { id, expires_at: new Date(session.expiresAt).toISOString() }, expires_in: ACCESS_SECONDS,
    ...(inBody ? { token_type: 'Bearer', access_token: access, refresh_token: refresh } : {}),
  };
  return Response.json(body, { headers: cookies ? await sessionCookies(secret, session, now) : { 'cache-control': 'no-store' } });
}
