import { createHash, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Identity } from './keys.ts';
import type { OAuthCode, OAuthState, OAuthToken, StoredUser } from './model.ts';
import { own, type World } from './world.ts';

/** Seconds that an access token is good for, as Discord says. */
export const TOKEN_SECONDS = 604_800;
/** A code is good once, and for ten minutes (RFC 6749 recommends no more). */
const CODE_MS = 600_000;
/** Scopes that the stand-in knows. */
const SCOPES = new Set(['identify', 'guilds', 'email', 'guilds.members.read']);

/** What a person at the browser is told; the application is at fault, so nobody is sent back to it. */
class AuthorizeError extends Error {}

const randomToken = (): string => randomBytes(24).toString('base64url');

/** State files of before this existed have none. */
const oauthOf = (world: World): OAuthState => (world.state.oauth ??= { codes: {}, tokens: {} });

interface Asked {
  redirect: URL;
  scopes: string[];
  state: string | null;
  challenge: string | null;
  method: string | null;
}

/** @throws AuthorizeError for what Discord answers with a page that says "Invalid OAuth2 …" */
function askedOf(query: URLSearchParams, identity: Identity): Asked {
  if (query.get('client_id') !== identity.applicationId) throw new AuthorizeError('Unknown application (client_id).');
  if (query.get('response_type') !== 'code') throw new AuthorizeError('Only response_type=code is known here.');
  const redirect = URL.parse(query.get('redirect_uri') ?? '');
  // The stand-in's application has registered whatever runs on this machine.
  if (!redirect || !['127.0.0.1', 'localhost', '[::1]'].includes(redirect.hostname)) throw new AuthorizeError('Invalid OAuth2 redirect_uri: only addresses of this machine are registered here.');
  const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
  if (scopes.length === 0 || scopes.some((scope) => !SCOPES.has(scope))) throw new AuthorizeError('The requested scope is invalid, unknown, or malformed.');
  const [challenge, method] = [query.get('code_challenge'), query.get('code_challenge_method')];
  if (challenge !== null && method !== 'S256' && method !== 'plain') throw new AuthorizeError('Invalid code_challenge_method.');
  return { redirect, scopes, state: query.get('state'), challenge, method };
}

/** Where the browser goes when this person has agreed. */
function agreed(world: World, user: StoredUser, { redirect, scopes, state, challenge, method }: Asked, now: number): string {
  const code = randomToken();
  oauthOf(world).codes[code] = { user_id: user.id, scopes, redirect_uri: redirect.href, challenge, method, expires_at: now + CODE_MS };
  world.touch();
  const back = new URL(redirect);
  back.searchParams.set('code', code);
  if (state !== null) back.searchParams.set('state', state);
  return back.href;
}

function denied({ redirect, state }: Asked): string {
  const back = new URL(redirect);
  back.searchParams.set('error', 'access_denied');
  back.searchParams.set('error_description', 'The resource owner or authorization server denied the request');
  if (state !== null) back.searchParams.set('state', state);
  return back.href;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** A list of the people one can be, instead of Discord's own page with a password. */
function picker(world: World, query: URLSearchParams, asked: Asked): string {
  const link = (as: string): string => `?${escaped(new URLSearchParams([...query, ['as', as]]).toString())}`;
  const people = Object.values(world.state.users).filter((user) => !user.bot);
  const items = people.map((user) => `<li><a href="${link(user.id)}">${escaped(user.global_name ?? user.username)}</a> <small>${escaped(user.username)}</small></li>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}li{padding:.2rem 0}</style></head>
<body><h1>Who are you?</h1><p>The stand-in for Discord. Coffer asks for: ${escaped(asked.scopes.join(', '))}.</p>
<ul>${items.join('')}</ul><p><a href="${escaped(denied(asked))}">Nobody: cancel</a></p></body></html>`;
}

/** Answers GET /oauth2/authorize: `as` names who agrees; without it a person picks from a list. */
export function sendAuthorize(response: ServerResponse, world: World, identity: Identity, query: URLSearchParams, now: number): void {
  const html = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'", 'Cache-Control': 'no-store' };
  try {
    const asked = askedOf(query, identity);
    const as = query.get('as');
    if (as === null) {
      response.writeHead(200, html).end(picker(world, query, asked));
      return;
    }
    const user = world.findUser(as);
    if (user === undefined || user.bot) throw new AuthorizeError(`There is nobody called "${as}".`);
    response.writeHead(302, { Location: agreed(world, user, asked, now), 'Cache-Control': 'no-store' }).end();
  } catch (error) {
    if (!(error instanceof AuthorizeError)) throw error;
    response.writeHead(400, html).end(`<!doctype html><title>Sign in</title><p>${escaped(error.message)}</p>`);
  }
}

/** The code, spent, if it is good for this redirect address and verifier (RFC 7636). */
export function spendCode(world: World, code: string, redirect: string, verifier: string | undefined, now: number): OAuthCode | undefined {
  const { codes } = oauthOf(world);
  const stored = own(codes, code);
  delete codes[code];
  if (stored === undefined || stored.expires_at <= now || stored.redirect_uri !== redirect) return undefined;
  if (stored.challenge === null) return stored;
  const proof = stored.method === 'plain' ? verifier : createHash('sha256').update(verifier ?? '').digest('base64url');
  return proof === stored.challenge ? stored : undefined;
}

/** New tokens of a person; the refresh token is good once. */
export function issueToken(world: World, userId: string, scopes: string[], now: number): { access: string; refresh: string } {
  const [access, refresh] = [randomToken(), randomToken()];
  oauthOf(world).tokens[access] = { user_id: userId, scopes, refresh, expires_at: now + TOKEN_SECONDS * 1_000 };
  world.touch();
  return { access, refresh };
}

/** The tokens that a refresh token belongs to, which are spent by it. */
export function spendRefresh(world: World, refresh: string): OAuthToken | undefined {
  const { tokens } = oauthOf(world);
  const [access, token] = Object.entries(tokens).find(([, each]) => each.refresh === refresh) ?? [];
  if (access !== undefined) delete tokens[access];
  return token;
}

/** Whom a `Bearer` token stands for, if it is good and allows this. */
export function bearerOf(world: World, authorization: string | undefined, scope: string, now: number): StoredUser | undefined {
  const access = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  const token = access === undefined ? undefined : own(oauthOf(world).tokens, access);
  return token && token.expires_at > now && token.scopes.includes(scope) ? own(world.state.users, token.user_id) : undefined;
}
