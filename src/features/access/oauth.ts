import * as z from 'zod';
import { apiBase, USER_AGENT, withinTime } from '../../discord/http.ts';
import type { Env } from '../../kernel/env.ts';
import { AppError } from '../../kernel/errors.ts';
import { log } from '../../kernel/log.ts';
import { toBase64Url } from './secrets.ts';

const SCOPES = 'identify guilds';

/** Where Discord sends the browser back to; registered in the Developer Portal under "OAuth2", "Redirects". */
const CALLBACK = '/api/auth/discord/callback';

const tokens = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });
const user = z.object({ id: z.string().regex(/^\d{15,20}$/), username: z.string(), global_name: z.string().nullish(), avatar: z.string().nullish() });
const guilds = z.array(z.object({ id: z.string() }));

/** A user's own tokens at Discord; `expiresAt` in ms. */
export interface Grant {
  access: string;
  refresh: string;
  expiresAt: number;
}
export type DiscordUser = z.infer<typeof user>;

/** Discord does not take a code, a token or the client's secret (any more). */
export class GrantRefused extends Error {}

/** Where this API is reached from outside: the setting, else the request's own address. @throws AppError `unavailable` where it is none */
export function publicOrigin(env: Pick<Env, 'PUBLIC_URL'>, request: Request): string {
  const url = URL.parse(env.PUBLIC_URL || request.url);
  if (url) return url.origin;
  throw new AppError('unavailable', 'access.unset', { setting: 'PUBLIC_URL' });
}

/** @throws AppError `unavailable` that names the setting */
function clientSecret({ DISCORD_CLIENT_SECRET: secret }: Env): string {
  if (!secret) throw new AppError('unavailable', 'access.unset', { setting: 'DISCORD_CLIENT_SECRET' });
  return secret;
}

/** The address at Discord where a person agrees; `verifier` stays here (PKCE, RFC 7636). */
export async function authorizeUrl(env: Env, origin: string, state: string, verifier: string): Promise<string> {
  clientSecret(env);
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL('/oauth2/authorize', apiBase(env));
  url.search = new URLSearchParams({
    response_type: 'code', client_id: env.DISCORD_APPLICATION_ID, scope: SCOPES, redirect_uri: origin + CALLBACK, state,
    code_challenge: toBase64Url(new Uint8Array(challenge)), code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

/** One call with a user's token or the client's secret. @throws GrantRefused, or AppError `unavailable` where Discord does not answer well */
async function ask<T extends z.ZodType>(env: Env, path: string, init: { method?: string; headers?: Record<string, string>; body?: URLSearchParams }, shape: T): Promise<z.output<T>> {
  const failed = (fields: Record<string, unknown>): AppError => {
    log('warn', 'access.discord', { path, ...fields });
    return new AppError('unavailable', 'access.discord_down');
  };
  const call = withinTime(async (signal) => {
    const response = await fetch(apiBase(env) + path, { ...init, headers: { 'User-Agent': USER_AGENT, ...init.headers }, signal });
    return { status: response.status, text: await response.text() };
  });
  const { status, text } = await call.catch((error: unknown) => {
    throw failed({ error });
  });
  if (status === 400 || status === 401 || status === 403) throw new GrantRefused(`Discord answered ${status} to ${path}`);
  const read = status === 200 ? shape.safeParse(jsonOf(text)) : null;
  if (!read?.success) throw failed({ status });
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // An error page of something between Discord and us.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function tokenCall(env: Env, fields: Record<string, string>, now: number): Promise<Grant> {
  const body = new URLSearchParams({ ...fields, client_id: env.DISCORD_APPLICATION_ID, client_secret: clientSecret(env) });
  const read = await ask(env, '/oauth2/token', { method: 'POST', body }, tokens);
  return { access: read.access_token, refresh: read.refresh_token, expiresAt: now + read.expires_in * 1_000 };
}

/** The tokens for a code that Discord gave the browser. */
export function exchangeCode(env: Env, origin: string, code: string, verifier: string, now: number): Promise<Grant> {
  return tokenCall(env, { grant_type: 'authorization_code', code, redirect_uri: origin + CALLBACK, code_verifier: verifier }, now);
}

/** New tokens for old ones; the old ones are spent. */
export function renewGrant(env: Env, { refresh }: Grant, now: number): Promise<Grant> {
  return tokenCall(env, { grant_type: 'refresh_token', refresh_token: refresh }, now);
}

const bearer = ({ access }: Grant): { headers: Record<string, string> } => ({ headers: { Authorization: `Bearer ${access}` } });

/** Who gave these tokens. */
export const readUser = (env: Env, grant: Grant): Promise<DiscordUser> => ask(env, '/users/@me', bearer(grant), user);

/** Ids of the servers that the person is on: at most 200, which is Discord's own limit for a person. */
export async function readGuilds(env: Env, grant: Grant): Promise<string[]> {
  return (await ask(env, '/users/@me/guilds?limit=200', bearer(grant), guilds)).map(({ id }) => id);
}
