import type { APIRole } from 'discord-api-types/v10';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { authorizeUrl, publicOrigin } from '../../src/features/access/oauth.ts';
import { rightsOf } from '../../src/features/access/principal.ts';
import { nextPath } from '../../src/features/access/next.ts';
import { seal, unseal } from '../../src/features/access/secrets.ts';
import { call } from '../harness/api.ts';
import { Browser, ORIGIN } from '../harness/browser.ts';
import { configure } from '../harness/configure.ts';
import { freshId, guild, type Guild } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { people } from '../harness/fake-people.ts';

beforeAll(migrate);
afterEach(() => people.down(null));

const CALLBACK = '/api/auth/discord/callback';
const MODERATOR = '1000000000000000201';

/** A placed server whose moderators have a role, with its members. */
async function server(members: Record<string, string[]>, owner = freshId()): Promise<Guild> {
  const where = guild();
  await configure(where, { roles: { moderator: [MODERATOR] } });
  tell(where, members, owner);
  return where;
}

function tell(where: Guild, members: Record<string, string[]>, owner = freshId()): void {
  people.guild(where.id, {
    owner, roles: { [where.id]: '1024', [MODERATOR]: '0' },
    members: Object.fromEntries(Object.entries(members).map(([id, roles]) => [id, { roles }])),
  });
}

/** Begins at our address; gives where Discord is asked and what it will send back. */
async function begin(browser: Browser, next?: string): Promise<{ authorize: URL; state: string }> {
  const answer = await browser.get(`/api/auth/discord${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`);
  expect(answer.status).toBe(302);
  const authorize = new URL(answer.headers.get('location') ?? '');
  return { authorize, state: authorize.searchParams.get('state') ?? '' };
}

async function signedIn(user: string, guilds: string[], next?: string): Promise<{ browser: Browser; location: string | null }> {
  const browser = new Browser();
  const { authorize, state } = await begin(browser, next);
  const code = people.agree(authorize.href, { user, guilds });
  const answer = await browser.get(`${CALLBACK}?code=${code}&state=${state}`);
  expect(answer.status).toBe(302);
  return { browser, location: answer.headers.get('location') };
}

const balance = (where: Guild): string => `/api/${where.id}/users/${freshId()}/balance`;
const give = (browser: Browser, where: Guild) => browser.call('PUT', balance(where), { amount: 5, reason: 'prize' });

describe('the way to Discord and back', () => {
  it('asks with state and PKCE S256, and keeps what binds it in a signed cookie', async () => {
    const browser = new Browser();
    const { authorize, state } = await begin(browser);
    expect(authorize.origin + authorize.pathname).toBe('http://127.0.0.1:9/oauth2/authorize');
    expect(Object.fromEntries(authorize.searchParams)).toEqual({
      response_type: 'code', client_id: env.DISCORD_APPLICATION_ID, scope: 'identify guilds', redirect_uri: ORIGIN + CALLBACK, state,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/), code_challenge_method: 'S256',
    });
    const kept = browser.cookies.get('coffer_oauth');
    expect(kept?.attributes).toBe('Max-Age=600; Path=/api/auth/discord; HttpOnly; Secure; SameSite=Lax');
    expect(atob((kept?.value ?? '').split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '')).not.toContain(state);
  });

  it('opens a session of the person, and forgets the way', async () => {
    const user = freshId();
    const { browser, location } = await signedIn(user, [], '/servers/1?tab=shop#top');
    expect(location).toBe('/servers/1?tab=shop#top');
    expect([...browser.cookies.keys()].sort()).toEqual(['coffer_access', 'coffer_refresh']);
    expect(await browser.get('/api/auth/me')).toMatchObject({ status: 200, body: { user: { kind: 'discord', id: user }, rights: { operator: false, server_ids: [] } } });
    expect(await browser.post('/api/auth/refresh')).toMatchObject({ status: 200, body: { user: { id: user } } });
  });

  it('refuses an answer that another browser began, a changed, an old or a second one', async () => {
    const [victim, thief] = [new Browser(), new Browser()];
    const { authorize, state } = await begin(thief);
    const code = people.agree(authorize.href, { user: freshId(), guilds: [] });
    expect(await victim.get(`${CALLBACK}?code=${code}&state=${state}`)).toMatchObject({ status: 400 });
    await begin(victim);
    expect(await victim.get(`${CALLBACK}?code=${code}&state=${state}`)).toMatchObject({ status: 400 });
    expect(await thief.get(`${CALLBACK}?code=${code}`)).toMatchObject({ status: 400 });
    expect(await thief.get(`${CALLBACK}?code=${code}&state=${state}x`)).toMatchObject({ status: 400 });
    const secret = env.JWT_SECRET_KEY ?? '';
    const old = await seal(secret, 'oauth', '', { state, verifier: 'v', next: '/', until: Date.now() - 1 });
    expect(await victim.get(`${CALLBACK}?code=${code}&state=${state}`, { cookie: `coffer_oauth=${old}` })).toMatchObject({ status: 400 });
    expect(victim.cookies.has('coffer_access')).toBe(false);
    // The thief's own: a code whose challenge was another's is worth nothing, and a spent one neither.
    expect((await thief.get(`${CALLBACK}?code=${code}&state=${state}`)).headers.get('location')).toBe('/');
    const again = await begin(thief);
    expect((await thief.get(`${CALLBACK}?code=${code}&state=${again.state}`)).headers.get('location')).toBe('/?sign_in=refused');
    const other = await begin(thief);
    const foreign = people.agree(again.authorize.href, { user: freshId(), guilds: [] });
    expect((await thief.get(`${CALLBACK}?code=${foreign}&state=${other.state}`)).headers.get('location')).toBe('/?sign_in=refused');
  });

  it('says no in a page of our own when the person says no, and 503 when Discord is down', async () => {
    const browser = new Browser();
    const first = await begin(browser, '/x?y=1');
    expect((await browser.get(`${CALLBACK}?error=access_denied&state=${first.state}`)).headers.get('location')).toBe('/x?y=1&sign_in=denied');
    for (const how of ['network', 500, 429] as const) {
      const { authorize, state } = await begin(browser);
      people.down(how);
      expect(await browser.get(`${CALLBACK}?code=${people.agree(authorize.href, { user: freshId(), guilds: [] })}&state=${state}`)).toMatchObject({ status: 503 });
      people.down(null);
    }
    expect(browser.cookies.has('coffer_access')).toBe(false);
  });

  it('leads to paths of our own alone', () => {
    for (const fine of ['/', '/servers', '/a?b=c#d', '/a%2Fb', '/ü'.replace('ü', '%C3%BC')]) expect(nextPath(fine)).toBe(fine);
    for (const bad of [
      undefined, '', 'servers', '//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', '/\n/evil.example',
      '/a\\..\\..', '/.//evil.example', '/a/..//evil.example', ' /', '/api/auth/logout', '/x/../api/y', '/@evil.example\r\nset-cookie: a=b',
    ]) expect(nextPath(bad), String(bad)).toBe('/');
  });

  it('uses PUBLIC_URL where it is set, and names the setting that is missing', async () => {
    const request = new Request(`${ORIGIN}/api/auth/discord`);
    expect([publicOrigin({}, request), publicOrigin({ PUBLIC_URL: 'https://coffer.example/' }, request)]).toEqual([ORIGIN, 'https://coffer.example']);
    expect(await authorizeUrl({ ...env, DISCORD_API_BASE: 'https://discord.com/api/v10' }, ORIGIN, 's', 'v')).toMatch(/^https:\/\/discord\.com\/oauth2\/authorize\?/);
    await expect(authorizeUrl({ ...env, DISCORD_CLIENT_SECRET: '' }, ORIGIN, 's', 'v')).rejects.toMatchObject({ code: 'unavailable', params: { setting: 'DISCORD_CLIENT_SECRET' } });
  });
});

describe('the tokens of Discord', () => {
  it('are encrypted in the row, and readable for their session under this secret alone', async () => {
    const { browser } = await signedIn(freshId(), []);
    const { id } = (await browser.get('/api/auth/me')).body.session;
    const sealed = await env.DB.prepare('SELECT grant_sealed FROM session WHERE session_id = ?1').bind(id).first<string>('grant_sealed');
    expect(sealed).not.toContain('access-');
    const read = (secret: string, purpose: string, bound: string) => unseal(secret, purpose, bound, sealed ?? '');
    const secret = env.JWT_SECRET_KEY ?? '';
    expect(await read(secret, 'discord grant', id)).toMatchObject({ access: expect.stringMatching(/^access-/) });
    expect([await read(`${secret}x`, 'discord grant', id), await read(secret, 'oauth', id), await read(secret, 'discord grant', 'other')]).toEqual([null, null, null]);
    for (const broken of ['', 'a', 'a.b', `${sealed}A`, sealed?.slice(0, -2)]) expect(await unseal(secret, 'discord grant', id, broken ?? '')).toBeNull();
    await browser.post('/api/auth/logout');
    expect(await env.DB.prepare('SELECT grant_sealed FROM session WHERE session_id = ?1').bind(id).first('grant_sealed')).toBeNull();
  });

  it('show the servers where Coffer is, are renewed when old, and end the session when taken back', async () => {
    const user = freshId();
    const where = await server({ [user]: [] });
    const { browser } = await signedIn(user, [where.id, freshId()]);
    const ids = async () => (await browser.get('/api/auth/me')).body.rights?.server_ids;
    expect(await ids()).toEqual([where.id]);
    const calls = people.calls(/^\/users\/@me\/guilds/);
    expect([await ids(), people.calls(/^\/users\/@me\/guilds/)]).toEqual([[where.id], calls]);
    const second = (await signedIn(user, [where.id])).browser;
    const { sid: id } = JSON.parse(atob((second.cookies.get('coffer_access')?.value ?? '').split('.')[1] ?? '')) as { sid: string };
    people.down(500);
    expect(await second.get('/api/auth/me')).toMatchObject({ status: 200, body: { rights: { server_ids: null } } });
    people.down(null);
    const secret = env.JWT_SECRET_KEY ?? '';
    const sealed = await env.DB.prepare('SELECT grant_sealed FROM session WHERE session_id = ?1').bind(id).first<string>('grant_sealed');
    const grant = (await unseal(secret, 'discord grant', id, sealed ?? '')) as object;
    const old = await seal(secret, 'discord grant', id, { ...grant, expiresAt: Date.now() });
    await env.DB.prepare('UPDATE session SET grant_sealed = ?2 WHERE session_id = ?1').bind(id, old).run();
    expect(await second.get('/api/auth/me')).toMatchObject({ status: 200, body: { rights: { server_ids: [where.id] } } });
    expect(people.calls(/^\/oauth2\/token$/)).toBeGreaterThan(0);
    const third = (await signedIn(user, [where.id])).browser;
    people.revoke();
    expect(await third.get('/api/auth/me')).toMatchObject({ status: 200, body: { rights: { server_ids: [] } } });
    expect(await third.get('/api/auth/me')).toMatchObject({ status: 401 });
  });
});

describe('rights in a server', () => {
  it('follow from owner, @everyone, roles and the level that the settings give', async () => {
    const [owner, moderator, member] = [freshId(), freshId(), freshId()];
    const where = await server({ [owner]: [], [moderator]: [MODERATOR], [member]: [] }, owner);
    const statuses = await Promise.all([owner, moderator, member, freshId()].map(async (user) => (await give((await signedIn(user, [])).browser, where)).status));
    expect(statuses).toEqual([200, 200, 403, 404]);
  });

  it('are computed by Discord\'s own rule', () => {
    const role = (id: string, permissions: string) => ({ id, permissions }) as APIRole;
    const facts = { id: '9', owner_id: '1', roles: [role('9', '1024'), role('2', '32'), role('3', '8')] };
    const all = String((1n << 64n) - 1n);
    const of = (user: string, roles: string[], until: string | null = null) => rightsOf(user, facts, { roles, communication_disabled_until: until }, 1_000);
    expect(of('1', ['2'])).toEqual({ roles: ['2'], permissions: all });
    expect(of('5', [])).toEqual({ roles: [], permissions: '1024' });
    expect(of('5', ['2', 'gone'])).toEqual({ roles: ['2', 'gone'], permissions: '1056' });
    expect(of('5', ['3'])).toEqual({ roles: ['3'], permissions: all });
    expect(of('5', ['2'], new Date(2_000).toISOString())).toEqual({ roles: [], permissions: '0' });
    expect(of('5', ['2'], new Date(500).toISOString())).toEqual({ roles: ['2'], permissions: '1056' });
  });

  it('are refused while Discord is down, whatever was known, and are asked for again for a change after a minute', async () => {
    const user = freshId();
    const where = await server({ [user]: [MODERATOR] });
    const { browser } = await signedIn(user, []);
    people.down('network');
    expect(await give(browser, where)).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
    people.down(500);
    expect(await give(browser, where)).toMatchObject({ status: 503 });
    people.down(null);
    expect(await give(browser, where)).toMatchObject({ status: 200 });
    people.down(500);
    expect(await give(browser, where)).toMatchObject({ status: 200 });
  });

  it('no call goes to Discord for a server that is none of ours', async () => {
    const { browser } = await signedIn(freshId(), []);
    const before = people.calls(/^\/guilds\//);
    expect((await browser.get(`/api/${freshId()}/users/${freshId()}/balance`)).status).toBe(404);
    expect(people.calls(/^\/guilds\//)).toBe(before);
    expect(await call(null, 'GET', '/api/auth/me')).toMatchObject({ status: 401 });
  });
});
