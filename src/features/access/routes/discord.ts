import * as z from 'zod';
import { globalRoute } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { log } from '../../../kernel/log.ts';
import { sessionCookies } from '../answers.ts';
import { readCookie, setCookie } from '../cookies.ts';
import { sealGrant } from '../grants.ts';
import { nextPath, withReason } from '../next.ts';
import { authorizeUrl, exchangeCode, GrantRefused, publicOrigin, readUser } from '../oauth.ts';
import { neededSecret, randomText, seal, SESSION_ID_BYTES, unseal } from '../secrets.ts';
import { openSession, originOf } from '../sessions.ts';

/** Seconds that a person has to agree at Discord. */
const AGREE_SECONDS = 10 * 60;
const PURPOSE = 'oauth';
/** PKCE asks for 43 characters at the least: 32 bytes. */
const STATE_BYTES = 32;

const pending = z.object({ state: z.string(), verifier: z.string(), next: z.string(), until: z.number() });

export const discordRoute = globalRoute({
  method: 'GET', path: '/api/auth/discord', access: 'public', summary: 'Sends the browser to Discord to sign in there', produces: 'text/html',
  query: z.object({ next: z.string().max(500).optional() }),
  async run({ env, request, now }, { query }) {
    const [state, verifier] = [randomText(STATE_BYTES), randomText(STATE_BYTES)];
    const kept = { state, verifier, next: nextPath(query.next), until: now + AGREE_SECONDS * 1_000 };
    // Encrypted as well as signed: the verifier is nobody's business.
    const cookie = setCookie('oauth', await seal(neededSecret(env), PURPOSE, '', kept), AGREE_SECONDS);
    const location = await authorizeUrl(env, publicOrigin(env, request), state, verifier);
    return new Response(null, { status: 302, headers: { location, 'set-cookie': cookie, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } });
  },
});

/** Back to a page of our own, without the cookie of the way to Discord. */
function back(path: string, headers = new Headers({ 'cache-control': 'no-store' })): Response {
  headers.append('set-cookie', setCookie('oauth', '', 0));
  headers.set('location', path);
  headers.set('referrer-policy', 'no-referrer');
  return new Response(null, { status: 302, headers });
}

export const discordCallbackRoute = globalRoute({
  method: 'GET', path: '/api/auth/discord/callback', access: 'public', summary: 'Where Discord sends the browser back to', produces: 'text/html',
  query: z.object({ code: z.string().max(500).optional(), state: z.string().max(200).optional(), error: z.string().max(200).optional() }),
  async run({ env, request, now }, { query }) {
    const secret = neededSecret(env);
    const read = pending.safeParse(await unseal(secret, PURPOSE, '', readCookie(request, 'oauth') ?? ''));
    // Another browser's answer, an old one, or one that nobody asked for.
    if (!read.success || read.data.until <= now || read.data.state !== query.state) throw new AppError('invalid', 'access.state');
    const { verifier, next } = read.data;
    if (query.code === undefined) return back(withReason(next, 'denied'));
    const origin = publicOrigin(env, request);
    try {
      const grant = await exchangeCode(env, origin, query.code, verifier, now);
      const { id, username, global_name, avatar } = await readUser(env, grant);
      const session = randomText(SESSION_ID_BYTES);
      const person = { kind: 'discord', id, name: global_name ?? username, avatar: avatar ?? null } as const;
      const opened = await openSession(env, session, person, request, now, await sealGrant(secret, session, grant));
      log('info', 'access.signed_in', { kind: 'discord', user: id, ...originOf(request) });
      return back(next, await sessionCookies(secret, opened, now));
    } catch (error) {
      if (!(error instanceof GrantRefused)) throw error;
      log('warn', 'access.code_refused', { error });
      return back(withReason(next, 'refused'));
    }
  },
});
