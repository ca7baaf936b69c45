import type { Principal } from '../../define/route.ts';
import type { Env } from '../../kernel/env.ts';
import { readAccess } from './token.ts';

/** Who a request comes from: by the token of a script (`Authorization: Bearer`). */
export async function authenticate(env: Env, request: Request, now: number): Promise<Principal | null> {
  const bearer = /^Bearer ([\w.-]+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer === undefined || !env.JWT_SECRET_KEY) return null;
  return readAccess(env.JWT_SECRET_KEY, bearer, now);
}
