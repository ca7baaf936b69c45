import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorizeUrl, exchangeCode, GrantRefused, readGuilds, readUser, renewGrant } from '../../src/features/access/oauth.ts';
import { rightsIn } from '../../src/features/access/principal.ts';
import type { Env } from '../../src/kernel/env.ts';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import { parseFaults } from '../../scripts/sandbox/faults.ts';
import { loadIdentity } from '../../scripts/sandbox/keys.ts';
import type { Sandbox } from '../../scripts/sandbox/server.ts';
import { rest, sandboxWith, type Json } from './fixture.ts';

const REDIRECT = 'http://127.0.0.1:8787/api/auth/discord/callback';
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const UA = 'DiscordBot (https://coffer.example, 1.0)';

function pageUrl(sandbox: Sandbox, more: Record<string, string> = {}): string {
  const query = {
    response_type: 'code', client_id: sandbox.identity.applicationId, scope: 'identify guilds', redirect_uri: REDIRECT, state: 'st/ate',
    code_challenge: CHALLENGE, code_challenge_method: 'S256', ...more,
  };
  return `${sandbox.url}/oauth2/authorize?${new URLSearchParams(query)}`;
}

/** The person agrees; gives what the browser brings back. */
async function agree(sandbox: Sandbox, as: string, more: Record<string, string> = {}): Promise<URLSearchParams> {
  const answer = await fetch(pageUrl(sandbox, { as, ...more }), { redirect: 'manual' });
  expect(answer.status).toBe(302);
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.origin + back.pathname).toBe(REDIRECT);
  return back.searchParams;
}

async function token(sandbox: Sandbox, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<{ status: number; json: Json }> {
  const client = { client_id: sandbox.identity.applicationId, client_secret: sandbox.identity.clientSecret };
  const body = new URLSearchParams(headers['Authorization'] === undefined ? { ...client, ...fields } : fields);
  const answer = await fetch(`${sandbox.apiBase}/oauth2/token`, { method: 'POST', body, headers: { 'User-Agent': UA, ...headers } });
  return { status: answer.status, json: await answer.json() };
}

async function exchange(sandbox: Sandbox, code: string, more: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<{ status: number; json: Json }> {
  return token(sandbox, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER, ...more }, headers);
}

const bearer = (access: string): Record<string, string> => ({ Authorization: `Bearer ${access}` });

describe('agreeing', () => {
  it('lists the members to pick from, and redirects at once for a name', async () => {
    const sandbox = await sandboxWith();
    const page = await (await fetch(pageUrl(sandbox))).text();
    const [, link = ''] = /<a href="\?([^"]*)">Mika</.exec(page) ?? [];
    const picked = await fetch(`${sandbox.url}/oauth2/authorize?${link.replaceAll('&#38;', '&')}`, { redirect: 'manual' });
    expect(new URL(picked.headers.get('location') ?? '').searchParams.get('state')).toBe('st/ate');
    expect(page).not.toContain('Gull');
    expect((await agree(sandbox, 'mika')).get('code')).toMatch(/^[\w-]{32}$/);
    expect(page).toContain('error=access_denied');
  });

  it.each([
    ['client_id', '1'], ['response_type', 'token'], ['redirect_uri', 'https://evil.example/'], ['redirect_uri', 'x'], ['scope', 'bot everything'],
    ['scope', ''], ['code_challenge_method', 'md5'], ['as', 'nobody'], ['as', 'gull'], ['as', '<script>'],
  ])('refuses %s=%s on a page, and sends nobody away', async (name, value) => {
    const sandbox = await sandboxWith();
    const answer = await fetch(pageUrl(sandbox, { [name]: value }), { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).not.toContain('<script>');
  });
});

describe('the token', () => {
  it('is given once for a code, with the secret in the form or as Basic', async () => {
    const sandbox = await sandboxWith();
    const code = (await agree(sandbox, 'mika')).get('code') ?? '';
    const first = await exchange(sandbox, code);
    expect(first).toMatchObject({ status: 200, json: { token_type: 'Bearer', expires_in: 604_800, scope: 'identify guilds', access_token: expect.any(String), refresh_token: expect.any(String) } });
    expect(await exchange(sandbox, code)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    const { applicationId, clientSecret } = sandbox.identity;
    const basic = { Authorization: `Basic ${Buffer.from(`${applicationId}:${clientSecret}`).toString('base64')}` };
    expect((await exchange(sandbox, (await agree(sandbox, 'mika')).get('code') ?? '', {}, basic)).status).toBe(200);
  });

  it('is refused for a wrong secret, verifier, redirect address, grant type, and for an old code', async () => {
    let now = Date.now();
    const sandbox = await sandboxWith(undefined, { now: () => now });
    const code = async (): Promise<string> => (await agree(sandbox, 'mika')).get('code') ?? '';
    expect(await exchange(sandbox, await code(), { client_secret: 'x' })).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    for (const wrong of [{ code_verifier: 'w'.repeat(43) }, { code_verifier: CHALLENGE }, { redirect_uri: `${REDIRECT}/` }] as Record<string, string>[]) {
      expect(await exchange(sandbox, await code(), wrong)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    }
    expect(await exchange(sandbox, 'constructor')).toMatchObject({ status: 400 });
    expect(await exchange(sandbox, await code(), { grant_type: 'password' })).toMatchObject({ status: 400, json: { error: 'unsupported_grant_type' } });
    const old = await code();
    now += 600_001;
    expect(await exchange(sandbox, old)).toMatchObject({ status: 400 });
    expect((await rest(sandbox, 'POST', '/oauth2/token', { grant_type: 'authorization_code' })).status).toBe(400);
  });

  it('is renewed once by its refresh token, and ends after a week', async () => {
    let now = Date.now();
    const sandbox = await sandboxWith(undefined, { now: () => now });
    const { json } = await exchange(sandbox, (await agree(sandbox, 'mika')).get('code') ?? '');
    const renew = () => token(sandbox, { grant_type: 'refresh_token', refresh_token: json.refresh_token });
    const renewed = await renew();
    expect(renewed).toMatchObject({ status: 200, json: { scope: 'identify guilds' } });
    expect(await renew()).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    expect((await rest(sandbox, 'GET', '/users/@me', undefined, bearer(json.access_token))).status).toBe(401);
    expect((await rest(sandbox, 'GET', '/users/@me', undefined, bearer(renewed.json.access_token))).status).toBe(200);
    now += 604_800_001;
    expect((await rest(sandbox, 'GET', '/users/@me', undefined, bearer(renewed.json.access_token))).status).toBe(401);
  });

  it('shows who somebody is and their servers with their own rights, and opens nothing else', async () => {
    const sandbox = await sandboxWith();
    const of = async (as: string, scope = 'identify guilds') => {
      const { json } = await exchange(sandbox, (await agree(sandbox, as, { scope })).get('code') ?? '');
      return (path: string) => rest(sandbox, 'GET', path, undefined, bearer(json.access_token));
    };
    const [owner, member] = [await of('owner'), await of('member')];
    expect((await owner('/users/@me')).json).toMatchObject({ id: DEMO.members.ada, username: 'ada' });
    expect((await owner('/users/@me/guilds')).json).toMatchObject([{ id: DEMO.guild, name: 'Harbour Market', owner: true }]);
    const [seen] = (await member('/users/@me/guilds?limit=200')).json;
    expect(seen).toMatchObject({ id: DEMO.guild, owner: false });
    expect(BigInt(seen.permissions) & 8n).toBe(0n);
    expect((await (await of('mika', 'identify'))('/users/@me/guilds')).status).toBe(401);
    for (const path of [`/guilds/${DEMO.guild}`, `/users/${DEMO.members.ada}`, '/applications/@me']) expect((await member(path)).status).toBe(401);
    expect((await rest(sandbox, 'GET', '/users/@me')).json.id).toBe(sandbox.identity.applicationId);
  });
});

it('the Worker\'s own calls fit: sign-in, renewal, who it is, servers, member and rights', async () => {
  const sandbox = await sandboxWith();
  const { applicationId, botToken, clientSecret } = sandbox.identity;
  // What these functions read of the environment.
  const env = { DISCORD_API_BASE: sandbox.apiBase, DISCORD_APPLICATION_ID: applicationId, DISCORD_TOKEN: botToken, DISCORD_CLIENT_SECRET: clientSecret } as Env;
  const origin = 'http://127.0.0.1:8787';
  const sent = await fetch(`${await authorizeUrl(env, origin, 'state', VERIFIER)}&as=dex`, { redirect: 'manual' });
  const code = new URL(sent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  await expect(exchangeCode(env, origin, code, `${VERIFIER}x`, Date.now())).rejects.toThrow(GrantRefused);
  const again = await fetch(`${await authorizeUrl(env, origin, 'state', VERIFIER)}&as=dex`, { redirect: 'manual' });
  const grant = await exchangeCode(env, origin, new URL(again.headers.get('location') ?? '').searchParams.get('code') ?? '', VERIFIER, Date.now());
  expect(await readUser(env, await renewGrant(env, grant, Date.now()))).toMatchObject({ id: DEMO.members.dex, username: 'dex', global_name: 'Dex' });
  await expect(readGuilds(env, grant)).rejects.toThrow(GrantRefused);
  const rights = async (id: string) => rightsIn(env, { kind: 'discord', id, name: '', avatar: null, session: '' }, DEMO.guild, { now: Date.now(), maxAge: 60_000 });
  expect(BigInt((await rights(DEMO.members.ada))?.permissions ?? 0) & 8n).toBe(8n);
  expect(await rights(DEMO.members.dex)).toMatchObject({ roles: [DEMO.roles.deckhand, DEMO.roles.regular] });
  expect(await rights('1000000000000000999')).toBeNull();
  sandbox.faults.add(parseFaults({ kind: '500', path: '/guilds/**', times: 9 }));
  await expect(rights(DEMO.members.mika)).rejects.toMatchObject({ code: 'unavailable' });
});

it('an identity of before there was a secret gets one, and keeps it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const made = loadIdentity(folder);
  const file = join(folder, 'identity.json');
  const { clientSecret: _dropped, ...before } = made;
  writeFileSync(file, JSON.stringify(before));
  const completed = loadIdentity(folder);
  expect(completed).toEqual({ ...made, clientSecret: expect.stringMatching(/^[\w-]{32}$/) });
  expect(loadIdentity(folder)).toEqual(completed);
  expect(existsSync(file) && readFileSync(file, 'utf8')).toContain(completed.clientSecret);
  rmSync(folder, { recursive: true });
});
