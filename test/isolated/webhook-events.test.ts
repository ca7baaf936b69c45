import { beforeAll, expect, test, vi } from 'vitest';
import { checkServers } from '../../src/features/servers/check.ts';
import { encodeCursor } from '../../src/define/page.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { fetchWorker, freshId, guild, person, run, signed } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { api } from '../harness/api.ts';
import { balanceOf } from '../harness/rows.ts';

beforeAll(migrate);

const OTHER_DAY = 40 * DAY_MS;

interface Sent {
  application?: string;
  at?: number;
  body?: string;
  timestamp?: string;
}

function eventBody(type: string, data: object, { application = env.DISCORD_APPLICATION_ID, at = Date.now() }: Sent = {}): string {
  return JSON.stringify({ version: 1, application_id: application, type: 1, event: { type, timestamp: new Date(at).toISOString(), data } });
}

async function post(body: string, timestamp?: string): Promise<Response> {
  const { headers } = await signed(body, timestamp);
  return fetchWorker(new Request('http://coffer.test/webhook-events', { method: 'POST', body, headers }));
}

const installation = (id: string, name = 'Harbour', by = freshId()) => ({
  integration_type: 0, scopes: ['bot', 'applications.commands'], user: { id: by, username: 'mika' },
  guild: { id, name, icon: 'a1b2', owner_id: by, roles: [], features: [] },
});

const serverRow = (id: string): Promise<Record<string, unknown> | null> => env.DB.prepare('SELECT * FROM server WHERE guild = ?1').bind(id).first();
const listed = (...ids: string[]) => ids.map((id) => ({ id, name: `Server ${id}`, icon: null, approximate_member_count: 12, owner: false, permissions: '0', features: [] }));

/** One look of the day, with what Discord lists page by page. */
async function look(day: number, ...pages: object[][]): Promise<void> {
  discord.calm();
  for (const page of pages) discord.trouble(/^GET \/users\/@me\/guilds/, { status: 200, body: page });
  discord.trouble(/^GET \/guilds\/\d+\?/, { status: 200, body: { owner_id: '700000000000000001' } }, 1_000);
  await checkServers.run({ env, scheduledAt: day * DAY_MS, now: Date.now() });
}

test('a ping is acknowledged with 204 and nothing else; what is not signed by Discord is refused', async () => {
  const ping = JSON.stringify({ version: 1, application_id: env.DISCORD_APPLICATION_ID, type: 0 });
  const pong = await post(ping);
  expect([pong.status, await pong.text(), pong.headers.get('content-type')]).toEqual([204, '', 'application/json']);
  const { headers } = await signed(ping);
  const altered = await fetchWorker(new Request('http://coffer.test/webhook-events', { method: 'POST', body: `${ping} `, headers }));
  const bare = await fetchWorker(new Request('http://coffer.test/webhook-events', { method: 'POST', body: ping }));
  const old = await post(ping, String(Math.floor(Date.now() / 1_000) - 600));
  expect([altered.status, bare.status, old.status]).toEqual([401, 401, 401]);
  const id = freshId();
  expect((await post(eventBody('APPLICATION_AUTHORIZED', installation(id), { application: '1400000000000000009' }))).status).toBe(400);
  expect([(await post('{')).status, (await post('[]')).status, (await post('{"type":1}')).status]).toEqual([400, 400, 400]);
  expect(await serverRow(id)).toBeNull();
});

test('an installation places the server and keeps what Discord says of it, once for a body however often it comes', async () => {
  const id = freshId();
  const by = freshId();
  const at = Date.now() - 5_000;
  const body = eventBody('APPLICATION_AUTHORIZED', installation(id, 'Harbour', by), { at });
  const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await post(body)).status));
  expect(new Set(statuses)).toEqual(new Set([204]));
  expect(await serverRow(id)).toMatchObject({ name: 'Harbour', icon: 'a1b2', owner_id: by, installed_at: at, installed_by: by, removed_at: null });
  expect(await env.DB.prepare('SELECT COUNT(*) AS n FROM webhook_event WHERE at > ?1').bind(at).first('n')).toBe(1);
  expect(await env.DB.prepare('SELECT COUNT(*) AS n FROM placement WHERE guild = ?1').bind(id).first('n')).toBe(1);
  await vi.waitFor(async () => {
    const kept = await env.DB.prepare("SELECT COUNT(*) AS n FROM log_line WHERE event = 'server.installed' AND guild = ?1").bind(id).first<number>('n');
    if (!kept) throw new Error('not in the log yet');
  }, { timeout: 20_000 });
});

test('events come in any order: an older one changes nothing, and one of before a removal brings nobody back', async () => {
  const id = freshId();
  const now = Date.now();
  await post(eventBody('APPLICATION_AUTHORIZED', installation(id, 'New name'), { at: now - 1_000 }));
  await post(eventBody('APPLICATION_AUTHORIZED', installation(id, 'Old name'), { at: now - 9_000 }));
  expect(await serverRow(id)).toMatchObject({ name: 'New name', installed_at: now - 1_000 });
  await env.DB.prepare('UPDATE server SET removed_at = ?2 WHERE guild = ?1').bind(id, now - 500).run();
  await post(eventBody('APPLICATION_AUTHORIZED', installation(id, 'Late name'), { at: now - 800 }));
  expect(await serverRow(id)).toMatchObject({ removed_at: now - 500 });
  await post(eventBody('APPLICATION_AUTHORIZED', installation(id, 'Back again'), { at: now }));
  expect(await serverRow(id)).toMatchObject({ name: 'Back again', removed_at: null });
});

test('events without a server, of other kinds or with hostile data change nothing and are acknowledged', async () => {
  const before = await env.DB.prepare('SELECT COUNT(*) AS n FROM server').first('n');
  const user = { id: freshId(), username: 'x' };
  const bodies = [
    eventBody('APPLICATION_AUTHORIZED', { user, integration_type: 1 }), eventBody('APPLICATION_DEAUTHORIZED', { user }), eventBody('ENTITLEMENT_CREATE', {}),
    eventBody('APPLICATION_AUTHORIZED', { user, guild: { id: "1'; DROP TABLE server; --", name: 'x' } }), eventBody('APPLICATION_AUTHORIZED', { user, guild: { id: freshId() } }),
    eventBody('constructor', {}),
  ];
  expect(new Set(await Promise.all(bodies.map(async (body) => (await post(body)).status)))).toEqual(new Set([204]));
  expect(await env.DB.prepare('SELECT COUNT(*) AS n FROM server').first('n')).toBe(before);
});

test('the daily look stores new servers, marks the missing, runs once a day and over several pages', async () => {
  const [gone, stays] = [freshId(), freshId()];
  for (const id of [gone, stays]) await post(eventBody('APPLICATION_AUTHORIZED', installation(id), { at: Date.now() - 60_000 }));
  await env.DB.prepare('UPDATE server SET checked_at = 1').run();
  const many = Array.from({ length: 200 }, freshId).toSorted();
  const day = Math.floor(Date.now() / DAY_MS) + 1;
  await look(day, listed(...many));
  expect(await serverRow(gone)).toMatchObject({ removed_at: null });
  const asked = discord.calls(/^GET \/users\/@me\/guilds/).length;
  await look(day, listed(stays));
  expect(discord.calls(/^GET \/users\/@me\/guilds/).at(-1)?.path).toContain(`after=${many.at(-1)}`);
  expect(await serverRow(gone)).toMatchObject({ removed_at: expect.any(Number) });
  expect(await serverRow(stays)).toMatchObject({ removed_at: null, name: `Server ${stays}`, member_count: 12 });
  expect(await serverRow(many[0] ?? '')).toMatchObject({ removed_at: null, owner_id: '700000000000000001' });
  expect(await env.DB.prepare('SELECT COUNT(*) AS n FROM placement WHERE guild IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(many)).first('n')).toBe(200);
  await look(day, listed());
  expect(discord.calls(/^GET \/users\/@me\/guilds/).length).toBe(asked + 1);
});

test('Discord being down leaves everything as it is, and the next tick asks again', async () => {
  const id = freshId();
  await post(eventBody('APPLICATION_AUTHORIZED', installation(id), { at: Date.now() - 60_000 }));
  await env.DB.prepare('UPDATE server SET checked_at = 1').run();
  const day = Math.floor(Date.now() / DAY_MS) + 2;
  discord.calm();
  discord.trouble(/^GET \/users\/@me\/guilds/, { status: 503 });
  await checkServers.run({ env, scheduledAt: day * DAY_MS, now: Date.now() });
  expect(await serverRow(id)).toMatchObject({ removed_at: null });
  await look(day, listed());
  expect(await serverRow(id)).toMatchObject({ removed_at: expect.any(Number) });
});

test('a server that was removed and comes back finds its ledger as it was', async () => {
  const where = guild();
  const mika = person('mika');
  await run(mika, where, '/daily');
  const balance = await balanceOf(where.id, mika.id);
  expect(balance).toBeGreaterThan(0);
  await post(eventBody('APPLICATION_AUTHORIZED', installation(where.id), { at: Date.now() - 60_000 }));
  await env.DB.prepare('UPDATE server SET checked_at = 1').run();
  const day = Math.floor((Date.now() + OTHER_DAY) / DAY_MS);
  await look(day, listed());
  const list = await api.get(`/api/servers?per_page=100&cursor=${encodeCursor([String(BigInt(where.id) - 1n)])}`);
  expect(list.body.data[0]).toMatchObject({ id: where.id, removed_at: expect.any(String), currency: { total: balance } });
  await post(eventBody('APPLICATION_AUTHORIZED', installation(where.id, 'Back'), { at: Date.now() + 1_000 }));
  await look(day + 1, listed(where.id));
  expect(await serverRow(where.id)).toMatchObject({ removed_at: null });
  expect(await balanceOf(where.id, mika.id)).toBe(balance);
  const db = await databaseOf(where.id);
  expect(await db.prepare('SELECT COUNT(*) AS n FROM entry WHERE guild = ?1').bind(where.id).first('n')).toBe(1);
});
