import type { Principal } from '../../define/route.ts';
import type { Env } from '../../kernel/env.ts';
import { readCookie } from './cookies.ts';
import { secretOf } from './secrets.ts';
import { isOpen } from './sessions.ts';
import { readAccess } from './token.ts';

/** The access token that a request brings: a script's (`Authorization: Bearer`), else the cookie's. */
function accessToken(request: Request): string | null {
  const header = request.headers.get('authorization');
  if (header === null) return readCookie(request, 'access');
  return /^Bearer ([\w.-]+)$/i.exec(header)?.[1] ?? null;
}

/** Who a request comes from: by a good access token whose session is still open, which costs one row read. */
export async function authenticate(env: Env, request: Request, now: number): Promise<Principal | null> {
  const [secret, token] = [secretOf(env), accessToken(request)];
  const principal = secret !== null && token !== null ? await readAccess(secret, token, now) : null;
  return principal && (await isOpen(env, principal, now)) ? principal : null;
}
