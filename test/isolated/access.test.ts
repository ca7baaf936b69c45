import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { sign } from 'hono/jwt';
import { addressGroup, delayAfter } from '../../src/features/access/attempts.ts';
import { readAccess, signAccess, signRefresh } from '../../src/features/access/token.ts';
import { call, OPERATOR } from '../harness/api.ts';
import { Browser } from '../harness/browser.ts';
import { env, migrate } from '../harness/env.ts';

beforeAll(migrate);

const SECRET = env.JWT_SECRET_KEY ?? '';
const RIGHT = { username: 'operator', password: 'correct horse battery staple' };
const LOGIN = '/api/auth/login';
const REFRESH = '/api/auth/refresh';
const ME = '/api/auth/me';
let addresses = 0;
const freshAddress = (): string => `198.51.${Math.floor(addresses / 250)}.${(addresses += 1) % 250}`;

async function signedIn(): Promise<Browser> {
  const browser = new Browser(freshAddress());
  expect(await browser.post(LOGIN, RIGHT)).toMatchObject({ status: 200 });
  return browser;
}

const cookie = (browser: Browser, name: string): string => browser.cookies.get(name)?.value ?? '';

/** As a script: the refresh token in the body. */
const refreshBy = (token: string) => call(null, 'POST', REFRESH, { refresh_token: token });

/** Time passes for the tokens of a session: its last rotation was so much earlier. */
const age = (session: string, ms: number) => env.DB.prepare('UPDATE session SET rotated_at = rotated_at - ?2 WHERE session_id = ?1').bind(session, ms).run();

describe('user name and password', () => {
  it('gives a browser cookies that no script reads, and nothing else', async () => {
    const browser = new Browser();
    const answer = await browser.post(LOGIN, RIGHT);
    expect(answer).toMatchObject({ status: 200, body: { user: { kind: 'operator', id: 'operator', name: 'operator', avatar: null }, expires_in: 900 } });
    expect(JSON.stringify(answer.body)).not.toContain('eyJ');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(browser.cookies.get('coffer_access')?.attributes).toMatch(/^Max-Age=900; Path=\/api; HttpOnly; Secure; SameSite=Strict$/);
    expect(browser.cookies.get('coffer_refresh')?.attributes).toMatch(/^Max-Age=1209\d{3}; Path=\/api\/auth; HttpOnly; Secure; SameSite=Strict$/);
    expect(await browser.get(ME)).toMatchObject({ status: 200, body: { user: { id: 'operator' }, rights: { operator: true, server_ids: expect.any(Array) } } });
  });

  it('gives a script the tokens that it asks for', async () => {
    const { body } = await call(null, 'POST', LOGIN, { ...RIGHT, tokens: true });
    expect(await call(null, 'GET', ME, undefined, { authorization: `Bearer ${body.access_token}` })).toMatchObject({ status: 200 });
    const next = await refreshBy(body.refresh_token);
    expect(next).toMatchObject({ status: 200, body: { token_type: 'Bearer', access_token: expect.any(String), refresh_token: expect.any(String) } });
    expect(next.headers.getSetCookie()).toEqual([]);
  });

  it('answers a wrong name as a wrong password, and hostile input with 400', async () => {
    const wrong = { status: 401, body: { error: { code: 'unauthenticated', message: 'That user name or password is not right.' } } };
    for (const body of [{ ...RIGHT, password: 'x' }, { ...RIGHT, username: 'nobody' }, { username: 'operatorc', password: RIGHT.password.slice(1) }]) {
      expect(await new Browser(freshAddress()).post(LOGIN, body)).toMatchObject(wrong);
    }
    expect(await new Browser(freshAddress()).post(LOGIN, { username: 'ünïcode 😀 \ud800', password: '\u2028\r\n' })).toMatchObject(wrong);
    for (const body of [{}, { username: 1, password: 2 }, { ...RIGHT, password: '' }, { ...RIGHT, tokens: 'yes' }, { ...RIGHT, password: 'x'.repeat(1_001) }, []]) {
      expect((await new Browser(freshAddress()).post(LOGIN, body)).status).toBe(400);
    }
  });

  it('200 wrong log-ins at once: few are checked, nothing breaks, and the owner elsewhere gets in', async () => {
    const thief = new Browser('192.0.2.66');
    const started = Date.now();
    const tries = Array.from({ length: 200 }, (_, n) => thief.post(LOGIN, { username: 'operator', password: `guess ${n}` }));
    const owner = new Browser('192.0.2.77').post(LOGIN, RIGHT);
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    // Three are free; each further one waits twice as long, from a second on: a slow machine lets a few more through.
    const waits = Math.floor(Math.log2((Date.now() - started) / 1_000 + 1));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(3 + 1 + waits);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(await owner).toMatchObject({ status: 200 });
    const refused = await thief.post(LOGIN, RIGHT);
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'limited' } } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('after 200 wrong log-ins from everywhere one more mistake costs more, but the owner still gets in, and the waiting ends', async () => {
    const storage = env.ACCOUNTS.get(env.ACCOUNTS.idFromName('operator'));
    const sql = (text: string, ...values: number[]) => runInDurableObject(storage, (_, state) => void state.storage.sql.exec(text, ...values));
    await sql('INSERT INTO pressure (minute, failures) VALUES (?, 200) ON CONFLICT (minute) DO UPDATE SET failures = 200', Math.floor(Date.now() / 60_000));
    expect(await new Browser('192.0.2.90').post(LOGIN, RIGHT)).toMatchObject({ status: 200 });
    const clumsy = new Browser('192.0.2.91');
    expect(await clumsy.post(LOGIN, { ...RIGHT, password: 'typo' })).toMatchObject({ status: 401 });
    expect(await clumsy.post(LOGIN, RIGHT)).toMatchObject({ status: 429 });
    await sql("UPDATE attempt SET last_at = last_at - 31000 WHERE address = '192.0.2.91'");
    expect(await clumsy.post(LOGIN, RIGHT)).toMatchObject({ status: 200 });
    await sql('DELETE FROM pressure');
  });

  it('waits twice as long after each, never for good, and counts an IPv6 customer once', () => {
    expect([0, 2, 3, 4, 5, 50].map((n) => delayAfter(n, false))).toEqual([0, 0, 1_000, 2_000, 4_000, 900_000]);
    expect([0, 1, 2, 50].map((n) => delayAfter(n, true))).toEqual([0, 30_000, 60_000, 3_600_000]);
    expect(['2001:db8::1', '2001:db8:0:0:ffff::9', '2001:0db8:0000:0000:1:2:3:4'].map(addressGroup)).toEqual(Array(3).fill('2001:db8:0:0'));
    expect([addressGroup('203.0.113.5'), addressGroup('::1')]).toEqual(['203.0.113.5', '0:0:0:0']);
  });
});

describe('tokens', () => {
  it('are refused when forged, expired, of another kind or another secret, or without a session', async () => {
    const { body } = await call(null, 'POST', LOGIN, { ...RIGHT, tokens: true });
    const who = { ...OPERATOR, session: body.session.id };
    const now = Date.now();
    const part = (value: unknown): string => btoa(JSON.stringify(value)).replaceAll('=', '');
    const [head, claims, signature] = body.access_token.split('.');
    const bad = [
      await signAccess('another secret that is long enough too', who, now), await signAccess(SECRET, who, now - 900_001), body.refresh_token,
      await signAccess(SECRET, { ...who, session: 'made-up' }, now), await signAccess(SECRET, { ...who, id: '1000000000000000001', kind: 'discord' }, now),
      `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`, `${head}.${claims}.`, `${head}.${part(null)}.${signature}`, `${head}.${part([])}.${signature}`, 'a.b.c', 'a', '..',
      await sign({ typ: 'access', sub: 'operator' }, SECRET, 'HS256'), await sign({ ...who, typ: 'access', sub: 'operator', sid: who.session, exp: 1e300 }, SECRET, 'HS256'),
    ];
    for (const token of bad) expect(await call(null, 'GET', ME, undefined, { authorization: `Bearer ${token}` }), token).toMatchObject({ status: 401 });
    for (const token of [...bad.filter((each) => each !== body.refresh_token), body.access_token]) expect(await refreshBy(token), token).toMatchObject({ status: 401 });
    for (const header of ['Basic b3BlcmF0b3I6eA==', 'Bearer', `Token ${body.access_token}`, `Bearer ${body.access_token} x`]) {
      expect(await call(null, 'GET', ME, undefined, { authorization: header }), header).toMatchObject({ status: 401 });
    }
    expect(await readAccess(SECRET, body.access_token, now)).toEqual(who);
  });

  it('rotate: each refresh token is good once, and an old one ends the session for everybody', async () => {
    const thief = await signedIn();
    const stolen = cookie(thief, 'coffer_refresh');
    const session = (await thief.get(ME)).body.session.id;
    expect(await thief.post(REFRESH)).toMatchObject({ status: 200, body: { user: { id: 'operator' } } });
    const access = cookie(thief, 'coffer_access');
    expect(cookie(thief, 'coffer_refresh')).not.toBe(stolen);
    await age(session, 31_000);
    expect(await refreshBy(stolen)).toMatchObject({ status: 401, body: { error: { message: expect.stringContaining('two places') } } });
    expect(await thief.post(REFRESH)).toMatchObject({ status: 401 });
    expect(await call(null, 'GET', ME, undefined, { authorization: `Bearer ${access}` })).toMatchObject({ status: 401 });
    expect(await env.DB.prepare('SELECT ended_by FROM session WHERE session_id = ?1').bind(session).first('ended_by')).toBe('reused');
  });

  it('twenty tabs that refresh at once keep one line of tokens, and two generations back is reuse at any time', async () => {
    const browser = await signedIn();
    const old = cookie(browser, 'coffer_refresh');
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshBy(old)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const generations = new Set(answers.map(({ body }) => JSON.parse(atob(body.refresh_token.split('.')[1])).gen));
    expect(generations).toEqual(new Set([2]));
    expect(await refreshBy(answers[0]?.body.refresh_token)).toMatchObject({ status: 200 });
    expect(await refreshBy(old)).toMatchObject({ status: 401 });
    expect(await browser.get(ME)).toMatchObject({ status: 401 });
  });

  it('end with the session: idle too long, or 90 days after the sign-in', async () => {
    const browser = await signedIn();
    const { id } = (await browser.get(ME)).body.session;
    await env.DB.prepare('UPDATE session SET expires_at = ?2 WHERE session_id = ?1').bind(id, Date.now() - 1).run();
    expect([(await browser.get(ME)).status, (await browser.post(REFRESH)).status]).toEqual([401, 401]);
    const other = await signedIn();
    const late = (await other.get(ME)).body.session.id;
    const opened = Date.now() - 89 * 86_400_000;
    await env.DB.prepare(`INSERT INTO session SELECT session_id || '-old', kind, user_id, name, avatar, 1, ?2, ?2, ?3, NULL, NULL, address, agent, NULL
      FROM session WHERE session_id = ?1`).bind(late, opened, Date.now() + 60_000).run();
    const { body } = await refreshBy(await signRefresh(SECRET, { session: `${late}-old`, generation: 1 }, Date.now() + 60_000));
    expect(Date.parse(body.session.expires_at)).toBe(opened + 90 * 86_400_000);
  });
});

describe('sessions', () => {
  it('a log-in opens a new one, whatever the browser brings along', async () => {
    const browser = await signedIn();
    const [first, before] = [(await browser.get(ME)).body.session.id, cookie(browser, 'coffer_refresh')];
    browser.cookies.set('coffer_session', { value: 'chosen-by-me', path: '/', attributes: '' });
    const { body } = await browser.post(LOGIN, { ...RIGHT, session: 'chosen-by-me', session_id: 'chosen-by-me' });
    expect(body.session.id).not.toBe(first);
    expect(body.session.id).not.toBe('chosen-by-me');
    expect(cookie(browser, 'coffer_refresh')).not.toBe(before);
  });

  it('signing out ends it for every token, and takes the cookies away', async () => {
    const browser = await signedIn();
    const [access, refresh] = [cookie(browser, 'coffer_access'), cookie(browser, 'coffer_refresh')];
    expect(await browser.post('/api/auth/logout')).toMatchObject({ status: 200, body: { signed_out: true } });
    expect([...browser.cookies.keys()]).toEqual([]);
    expect(await call(null, 'GET', ME, undefined, { authorization: `Bearer ${access}` })).toMatchObject({ status: 401 });
    expect(await refreshBy(refresh)).toMatchObject({ status: 401 });
    expect(await browser.post('/api/auth/logout')).toMatchObject({ status: 200, body: { signed_out: false } });
  });

  it('are listed and ended: the own ones, all for the operator, nobody else', async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    const victim = (await two.get(ME)).body.session.id;
    const stranger = { ...OPERATOR, kind: 'discord' as const, id: '1000000000000000301', name: 'Ada' };
    expect(await call(stranger, 'DELETE', `/api/auth/sessions/${victim}`)).toMatchObject({ status: 404 });
    const own = await call(stranger, 'GET', '/api/auth/sessions');
    expect(own.body.data).toMatchObject([{ user: { id: stranger.id }, current: true }]);
    const page = await one.get('/api/auth/sessions?per_page=1');
    const next = await one.get(`/api/auth/sessions?per_page=1&cursor=${page.body.next_cursor}`);
    expect(next.body.data[0].created_at <= page.body.data[0].created_at).toBe(true);
    expect(next.body.data[0].id).not.toBe(page.body.data[0].id);
    const all = (await one.get('/api/auth/sessions?per_page=100')).body.data;
    expect(all.find(({ id }: { id: string }) => id === victim)).toMatchObject({ current: false, address: two.address, agent: 'Browser of the tests' });
    expect(await one.delete(`/api/auth/sessions/${victim}`)).toMatchObject({ status: 200, body: { ended: true } });
    expect([(await two.get(ME)).status, (await two.post(REFRESH)).status]).toEqual([401, 401]);
    expect(await one.delete(`/api/auth/sessions/${victim}`)).toMatchObject({ status: 404 });
    const ended = (await one.get('/api/auth/sessions?include_ended=true&per_page=100')).body.data;
    expect(ended.find(({ id }: { id: string }) => id === victim)).toMatchObject({ ended_by: 'revoked' });
    await expect(env.DB.prepare('UPDATE session SET ended_at = NULL, ended_by = NULL WHERE session_id = ?1').bind(victim).run()).rejects.toThrow('session_ended');
  });
});
