import * as z from 'zod';
import { globalRoute } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { log } from '../../../kernel/log.ts';
import { noCookies, signedIn, signedInShape } from '../answers.ts';
import { readCookie } from '../cookies.ts';
import { neededSecret } from '../secrets.ts';
import { endSession, originOf, rotate } from '../sessions.ts';
import { readRefresh } from '../token.ts';

const TOKEN_MAX = 2_000;
const refreshToken = z.string().min(1).max(TOKEN_MAX).optional();

export const refreshRoute = globalRoute({
  method: 'POST', path: '/api/auth/refresh', access: 'public', summary: 'New tokens for the refresh token of the cookie or the body',
  body: z.object({ refresh_token: refreshToken }),
  reply: signedInShape,
  async run({ env, request, now }, { body }) {
    const secret = neededSecret(env);
    const given = body.refresh_token ?? readCookie(request, 'refresh');
    const refresh = given === null ? null : await readRefresh(secret, given, now);
    if (!refresh) throw new AppError('unauthenticated', 'errors.signed_out');
    const session = await rotate(env, refresh, now);
    if (session === 'reused') {
      log('warn', 'access.refresh_reused', { session: refresh.session, ...originOf(request) });
      throw new AppError('unauthenticated', 'access.reused');
    }
    if (!session) throw new AppError('unauthenticated', 'errors.signed_out');
    // A page never gets to read the tokens of its cookies: only who brought one in the body gets the next there.
    const inBody = body.refresh_token !== undefined;
    return signedIn(secret, session, now, { cookies: !inBody, inBody });
  },
});

export const logoutRoute = globalRoute({
  method: 'POST', path: '/api/auth/logout', access: 'public', summary: 'Ends the session that the request came with',
  body: z.object({ refresh_token: refreshToken }),
  reply: z.object({ signed_out: z.boolean() }),
  async run({ env, request, principal, now }, { body }) {
    const given = body.refresh_token ?? readCookie(request, 'refresh');
    const refresh = given === null ? null : await readRefresh(neededSecret(env), given, now);
    const sessions = new Set([principal?.session, refresh?.session].filter((id) => id !== undefined));
    const ended = await Promise.all([...sessions].map((id) => endSession(env, id, 'signed_out', now)));
    return Response.json({ signed_out: ended.includes(true) }, { headers: noCookies() });
  },
});
