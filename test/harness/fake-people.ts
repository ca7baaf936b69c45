import { env } from './env.ts';
import { freshId } from './discord.ts';

export interface FakeGuild {
  owner: string;
  /** Permission bits by role; @everyone has the guild's own id. */
  roles: Record<string, string>;
  members: Record<string, { roles: string[]; communication_disabled_until?: string }>;
}

/** A user's token at Discord, and what it opens. */
export interface FakeGrant {
  user: string;
  guilds: string[];
}

const guilds = new Map<string, FakeGuild>();
const codes = new Map<string, FakeGrant & { challenge: string; redirect: string }>();
const tokens = new Map<string, FakeGrant>();
const refreshes = new Map<string, FakeGrant>();
const seen: { path: string; body: URLSearchParams | null }[] = [];
/** Answered instead of what Discord would say: a status, or no answer at all. */
let down: number | 'network' | null = null;

const json = (status: number, body: object): Response => Response.json(body, { status });
const unknown = (code: number): Response => json(404, { code, message: 'Unknown' });

function grantTokens(grant: FakeGrant): Response {
  const [access, refresh] = [`access-${freshId()}`, `refresh-${freshId()}`];
  tokens.set(access, grant);
  refreshes.set(refresh, grant);
  return json(200, { token_type: 'Bearer', access_token: access, refresh_token: refresh, expires_in: 604_800, scope: 'identify guilds' });
}

async function exchange(body: URLSearchParams): Promise<Response> {
  if (body.get('client_secret') !== env.DISCORD_CLIENT_SECRET) return json(401, { error: 'invalid_client' });
  const refused = json(400, { error: 'invalid_grant' });
  if (body.get('grant_type') === 'refresh_token') {
    const grant = refreshes.get(body.get('refresh_token') ?? '');
    refreshes.delete(body.get('refresh_token') ?? '');
    return grant ? grantTokens(grant) : refused;
  }
  const code = codes.get(body.get('code') ?? '');
  codes.delete(body.get('code') ?? '');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body.get('code_verifier') ?? ''));
  const challenge = btoa(String.fromCharCode(...new Uint8Array(hash))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return code && code.challenge === challenge && code.redirect === body.get('redirect_uri') ? grantTokens(code) : refused;
}

function withToken(path: string, grant: FakeGrant | undefined): Response {
  if (!grant) return json(401, { message: '401: Unauthorized', code: 0 });
  if (path === '/users/@me') return json(200, { id: grant.user, username: `user${grant.user.slice(-4)}`, global_name: null, avatar: null });
  return json(200, grant.guilds.map((id) => ({ id, name: 'Server', icon: null, owner: false, permissions: '0' })));
}

function asBot(path: string): Response | null {
  const [, id = '', user] = /^\/guilds\/(\d+)(?:\/(?:members\/(\d+)|channels))?(?:\?|$)/.exec(path) ?? [];
  const guild = guilds.get(id);
  if (!id) return null;
  if (!guild) return unknown(10_004);
  if (path.endsWith('/channels')) return json(200, []);
  if (user === undefined) {
    const roles = Object.entries(guild.roles).map(([role, permissions], position) => ({ id: role, name: 'Role', color: 0, position, managed: false, permissions }));
    return json(200, { id, name: 'Server', icon: null, owner_id: guild.owner, roles });
  }
  const member = user === env.DISCORD_APPLICATION_ID ? { roles: [] } : guild.members[user];
  return member ? json(200, { user: { id: user, username: 'member' }, nick: null, avatar: null, joined_at: '2026-01-01T00:00:00Z', communication_disabled_until: null, ...member }) : unknown(10_007);
}

const OURS = /^\/(oauth2\/token|users\/@me(\/guilds)?(\?|$)|guilds\/\d+(\/members\/\d+|\/channels)?(\?|$))/;

/** What Discord says of people and of who agreed to what; null: the call is about something else. */
export function answerAboutPeople(path: string, init: RequestInit | undefined): Promise<Response> | Response | null {
  if (!OURS.test(path) || init?.method === 'PUT') return null;
  const body = init?.body instanceof URLSearchParams ? init.body : null;
  seen.push({ path, body });
  if (down === 'network') throw new TypeError('the connection was cut');
  if (down !== null) return json(down, { message: 'down', code: 0 });
  if (body) return exchange(body);
  const bearer = /^Bearer (.+)$/.exec(new Headers(init?.headers).get('authorization') ?? '')?.[1];
  return path.startsWith('/users/') ? withToken(path.split('?')[0] ?? '', tokens.get(bearer ?? '')) : asBot(path);
}

export const people = {
  /** A server as Discord knows it; call again to change it. */
  guild: (id: string, guild: FakeGuild): void => void guilds.set(id, guild),
  /** The person agrees: gives the code that Discord hands to the browser. */
  agree(authorize: string, grant: FakeGrant): string {
    const query = new URL(authorize).searchParams;
    const code = `code-${freshId()}`;
    codes.set(code, { ...grant, challenge: query.get('code_challenge') ?? '', redirect: query.get('redirect_uri') ?? '' });
    return code;
  },
  /** The person takes every consent back, or only the access tokens run out. */
  revoke(what: 'all' | 'access' = 'all'): void {
    tokens.clear();
    if (what === 'all') refreshes.clear();
  },
  /** Discord answers with this status, or not at all; null: well again. */
  down: (how: number | 'network' | null): void => void (down = how),
  calls: (fits: RegExp): number => seen.filter(({ path }) => fits.test(path)).length,
};
