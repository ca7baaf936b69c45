import { parse, serialize } from 'hono/utils/cookie';

/**
 * The cookies of a session. No script can read them, and no other site's request carries them. `Secure` is always set:
 * Chromium and Firefox take and send such cookies on http://localhost and http://127.0.0.1 too; Safari does not.
 */
const COOKIES = {
  access: { name: 'coffer_access', path: '/api', sameSite: 'Strict' },
  refresh: { name: 'coffer_refresh', path: '/api/auth', sameSite: 'Strict' },
  // Discord sends the browser back to us: Strict cookies do not come along on a way that begins at another site.
  oauth: { name: 'coffer_oauth', path: '/api/auth/discord', sameSite: 'Lax' },
} as const;
/** Browsers keep no cookie longer than 400 days; the session itself ends sooner. */
export const REFRESH_COOKIE_SECONDS = 90 * 86_400;

type Cookie = keyof typeof COOKIES;

/** A `Set-Cookie` value; without a value or with 0 seconds the cookie goes. */
export function setCookie(cookie: Cookie, value: string, seconds: number): string {
  const { name, path, sameSite } = COOKIES[cookie];
  return serialize(name, value, { path, sameSite, maxAge: seconds, httpOnly: true, secure: true });
}

/**
 * A cookie of a request. Beside an `Authorization` header there is none: such a request passes the guard against other
 * sites (api/guard.ts), so that nothing that a browser adds by itself may count in it.
 */
export function readCookie(request: Request, cookie: Cookie): string | null {
  if (request.headers.has('authorization')) return null;
  const { name } = COOKIES[cookie];
  return parse(request.headers.get('cookie') ?? '', name)[name] || null;
}
