import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { LINES_PER_MINUTE } from '../../src/features/operations/logs/buffer.ts';
import { trimLogs } from '../../src/features/operations/logs/retention.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { log } from '../../src/kernel/log.ts';
import { guildStub } from '../../src/guild/stub.ts';
import { api, call } from '../harness/api.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { freshId, guild, person, run } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { audits, balanceOf, entries } from '../harness/rows.ts';

beforeAll(migrate);

const globalAudits = async (action: string): Promise<any[]> =>
  (await env.DB.prepare("SELECT * FROM audit WHERE guild = '0' AND action = ?1 ORDER BY at").bind(action).all()).results;

async function served(): Promise<{ id: string; channel: string }> {
  const where = guild();
  await configure(where, { limits: NO_RATE });
  return where;
}

test('every route is for the operator alone', async () => {
  const member = { kind: 'discord' as const, id: freshId(), name: 'x', avatar: null, session: 'test' };
  const routes = [
    ['GET', '/api/bot/status'], ['PUT', '/api/bot/status'], ['GET', '/api/status'], ['GET', '/api/logs'], ['DELETE', '/api/logs'], ['GET', '/api/settings'],
    ['PUT', '/api/settings'], ['POST', '/api/restart'], ['GET', '/api/export'],
  ] as const;
  for (const [method, path] of routes) {
    const body = method === 'PUT' || method === 'POST' ? { status: 'idle' } : undefined;
    expect([method, path, (await call(member, method, path, body)).status]).toEqual([method, path, expect.toSatisfy((status: number) => status === 401 || status === 403)]);
    expect((await call(null, method, path, body)).status).toBe(401);
  }
});

describe('presence', () => {
  test('the bot\'s status is kept with its activity, told as not connected, and versioned', async () => {
    const first = await api.get('/api/bot/status');
    expect(first).toMatchObject({ status: 200, body: { status: 'online', activity: null, connected: false, enabled: false, note: expect.stringContaining('presence is off') } });
    const put = await api.put('/api/bot/status', { status: 'dnd', activity: { type: 'watching', text: 'the harbour' } }, { 'if-match': '"0"' });
    expect(put).toMatchObject({ status: 200, body: { status: 'dnd', activity: { type: 'watching', text: 'the harbour' } } });
    expect(await api.put('/api/bot/status', { status: 'idle' }, { 'if-match': '"0"' })).toMatchObject({ status: 412 });
    expect(await api.put('/api/bot/status', { status: 'idle' }, { 'if-match': put.headers.get('etag') ?? '' })).toMatchObject({ body: { status: 'idle', activity: { type: 'watching' } } });
    expect(await api.put('/api/bot/status', { activity: null })).toMatchObject({ body: { status: 'idle', activity: null } });
    for (const body of [{}, { status: 'away' }, { activity: { text: '' } }, { activity: { text: 'x'.repeat(129) } }, { status: null }]) {
      expect(await api.put('/api/bot/status', body)).toMatchObject({ status: 400 });
    }
    expect(await globalAudits('bot.status')).toMatchObject([{ actor: 'operator', target: 'bot', before: '{"status":"online","activity":null}' }, {}, {}]);
  });

  test('ten wishes at once: each is kept or refused as stale, none is a fault', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => api.put('/api/bot/status', { status: n % 2 ? 'idle' : 'online' })));
    for (const { status } of answers) expect([200, 412]).toContain(status);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
  });

  test('a server\'s wish is stored once a key, audited there, and told that there is one status for all', async () => {
    const where = await served();
    const path = `/api/${where.id}/status`;
    expect(await api.get(path)).toMatchObject({ status: 200, body: { server_id: where.id, status: 'online', shown: false, note: expect.stringContaining('one status') } });
    const ask = () => api.put(path, { status: 'idle', activity: { text: 'counting' } }, { 'idempotency-key': 'p1' });
    for (const answer of await Promise.all([ask(), ask(), ask()])) expect(answer).toMatchObject({ status: 200, body: { status: 'idle', activity: { type: 'custom', text: 'counting' }, shown: false } });
    expect(await api.get(path)).toMatchObject({ body: { status: 'idle' } });
    expect(await api.put(path, { status: 'dnd' }, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
    expect(await audits(where.id)).toMatchObject([{ actor: 'operator', action: 'server.status', source: 'api:PUT /api/:server_id/status' }]);
    expect(await api.put(path, { status: 'nope' })).toMatchObject({ status: 400 });
  });
});

test('settings: partly changed, versioned, bounded, audited', async () => {
  expect(await api.get('/api/settings')).toMatchObject({ status: 200, body: { log_level: 'info', log_days: 14, presence: false } });
  expect(await api.put('/api/settings', { log_days: 30 }, { 'if-match': '"0"' })).toMatchObject({ status: 200, body: { log_level: 'info', log_days: 30, presence: false } });
  expect(await api.put('/api/settings', { log_days: 5 }, { 'if-match': '"0"' })).toMatchObject({ status: 412 });
  expect(await api.put('/api/settings', { presence: true })).toMatchObject({ body: { log_days: 30, presence: true } });
  expect(await api.get('/api/bot/status')).toMatchObject({ body: { enabled: true, connected: false } });
  for (const body of [{}, { log_days: 0 }, { log_days: 91 }, { log_level: 'debug' }, { presence: 'yes' }]) expect(await api.put('/api/settings', body)).toMatchObject({ status: 400 });
  expect(await globalAudits('settings.change')).toHaveLength(2);
  await api.put('/api/settings', { log_days: 14, presence: false });
});

describe('logs', () => {
  const logged = (event: string): Promise<any[]> => vi.waitFor(async () => {
    const { body } = await api.get(`/api/logs?event=${event}&per_page=100`);
    if (body.data.length === 0) throw new Error('not written yet');
    return body.data;
  }, { timeout: 20_000 });

  /** 5,000 lines of the days to come, three in each millisecond and two of them rare. */
  const bulk = async (): Promise<void> => {
    const at = Date.now() + 10 * DAY_MS;
    const rows = Array.from({ length: 5_000 }, (_, n) => [at - Math.floor(n / 3), n, n % 2_500 === 2_499 ? 'rare' : 'common']);
    await env.DB.prepare(`INSERT INTO log_line (at, n, level, event, fields) SELECT value ->> '$[0]', value ->> '$[1]', 'warn', 'bulk.' || (value ->> '$[2]'), '{}'
      FROM json_each(?1)`).bind(JSON.stringify(rows)).run();
  };

  test('a fault of a command is kept with its reference, redacted, and found by every filter', async () => {
    const where = await served();
    const since = new Date(Date.now() - 1_000).toISOString();
    const secret = `Bot ${'a'.repeat(24)}.${'b'.repeat(6)}.${'c'.repeat(27)}`;
    log('error', 'test.broken', { reference: 'REF123', guild: where.id, error: new Error(`refused: ${secret}`), token: 'abc', deep: { password: 'hunter2' } });
    log('info', 'test.broken', { note: 'an info line of a command is not kept' });
    const [line, ...more] = await logged('test.broken');
    expect(more).toEqual([]);
    expect(line).toMatchObject({ level: 'error', event: 'test.broken', reference: 'REF123', server_id: where.id, fields: { token: '[redacted]', deep: { password: '[redacted]' } } });
    expect(JSON.stringify(line)).not.toMatch(/hunter2|aaaaaa|bbbbbb/);
    const found = async (query: string): Promise<string[]> => (await api.get(`/api/logs?${query}`)).body.data.map((each: any) => each.event);
    expect(await found(`level=error&since=${since}&q=ReFused&server_id=${where.id}&reference=REF123`)).toEqual(['test.broken']);
    expect(await found('event=test')).toContain('test.broken');
    for (const query of ['level=warn&event=test', `since=${new Date(Date.now() + 60_000).toISOString()}`, 'event=tes', 'q=nothing-like-it', `until=${since}&event=test`]) {
      expect([query, await found(query)]).toEqual([query, []]);
    }
    for (const query of ['level=fatal', 'since=yesterday', 'per_page=0', 'cursor=zzz', 'q=', "event='"]) expect([query, (await api.get(`/api/logs?${query}`)).status]).toEqual([query, 400]);
  });

  test('a line of a Durable Object is kept too', async () => {
    const where = await served();
    await runInDurableObject(env.GUILD.get(env.GUILD.idFromName(where.id)), () => log('error', 'test.object', { guild: where.id }));
    expect(await logged('test.object')).toMatchObject([{ server_id: where.id }]);
  });

  test('lines below the operator\'s level are counted and not kept', async () => {
    await api.put('/api/settings', { log_level: 'error' });
    log('warn', 'test.below');
    log('error', 'test.above');
    expect(await logged('test.above')).toHaveLength(1);
    expect((await api.get('/api/logs?event=test.below')).body.data).toEqual([]);
    await api.put('/api/settings', { log_level: 'info' });
  });

  test('pages follow one another without a gap, and a search in many lines gives a cursor to go on', async () => {
    await bulk();
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 5; page += 1) {
      const { body } = await api.get(`/api/logs?per_page=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map(({ id }: any) => id));
      cursor = body.next_cursor;
    }
    expect(new Set(seen).size).toBe(35);
    expect((await api.get('/api/logs?per_page=7&page=2')).body.data.map(({ id }: any) => id)).toEqual(seen.slice(7, 14));
    let rare = 0;
    cursor = '';
    for (let looks = 0; looks < 6 && cursor !== null; looks += 1) {
      const { body } = await api.get(`/api/logs?event=bulk.rare&per_page=50${cursor && `&cursor=${cursor}`}`);
      rare += body.data.length;
      cursor = body.next_cursor;
    }
    expect(rare).toBe(2);
    await env.DB.prepare("DELETE FROM log_line WHERE event LIKE 'bulk.%'").run();
  });

  test('a storm costs a bounded number of rows and is counted in full', async () => {
    const counted = async (): Promise<number> => (await env.DB.prepare("SELECT SUM(count) AS n FROM log_count WHERE level = 'error'").first<number>('n')) ?? 0;
    const before = await counted();
    for (let n = 0; n < 500; n += 1) log('error', 'test.storm', { n });
    const lines = await logged('test.storm');
    expect(lines.length).toBeLessThanOrEqual(2 * LINES_PER_MINUTE);
    expect(await counted()).toBe(before + 500);
  });

  test('clearing deletes what is asked, in bounded steps, and is audited', async () => {
    const all = async (): Promise<number> => (await env.DB.prepare('SELECT COUNT(*) AS n FROM log_line').first<number>('n')) ?? 0;
    await bulk();
    const before = await all();
    expect(await api.delete('/api/logs?before=2001-01-01T00:00:00Z')).toMatchObject({ body: { deleted: 0, more: false } });
    const later = new Date(Date.now() + 20 * DAY_MS).toISOString();
    const first = await api.delete(`/api/logs?before=${later}&level=warn`);
    expect(first.body).toMatchObject({ deleted: 5_000, more: true });
    await api.delete(`/api/logs?before=${later}`);
    expect(await all()).toBeLessThan(before - 4_999);
    expect(await globalAudits('logs.clear')).toHaveLength(3);
    expect(await api.delete('/api/logs?before=now')).toMatchObject({ status: 400 });
  });

  test('old lines go by the clock, and the newest stay', async () => {
    const now = Date.now();
    await env.DB.prepare("INSERT INTO log_line (at, n, level, event, fields) VALUES (?1, 1, 'warn', 'old.line', '{}'), (?2, 1, 'warn', 'new.line', '{}')")
      .bind(now - 15 * DAY_MS, now - 13 * DAY_MS).run();
    await trimLogs.run({ env, scheduledAt: now, now });
    const left = (await env.DB.prepare("SELECT event FROM log_line WHERE event IN ('old.line', 'new.line')").all<{ event: string }>()).results;
    expect(left).toEqual([{ event: 'new.line' }]);
  });
});

describe('restart', () => {
  test('loses nothing while members pay: every payment happens once', async () => {
    const where = await served();
    const [mika, ada, boss] = [person('mika'), person('ada'), person('boss', { permissions: '8' })];
    await run(boss, where, '/eco give', { user: mika, amount: 1_000, reason: 'start' });
    const before = (await entries(where.id)).length;
    const paying = Array.from({ length: 24 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 5));
      return run(mika, where, '/pay', { user: ada, amount: 10 });
    });
    // Two: a call is made three times at the most, and whoever is cut off as often hears that it is in doubt.
    const restarting = Promise.all([5, 60].map(async (ms) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return api.post('/api/restart', { server_id: where.id });
    }));
    const [answers, restarts] = await Promise.all([Promise.all(paying), restarting]);
    for (const answer of restarts) expect(answer).toMatchObject({ status: 200, body: { restarted: 1, next: null } });
    const paid = (await entries(where.id)).slice(before).filter(({ kind }) => kind === 'pay');
    expect(await balanceOf(where.id, ada.id)).toBe(10 * paid.length);
    expect(await balanceOf(where.id, mika.id)).toBe(1_000 - 10 * paid.length);
    // Whoever was told of an error may ask again; here nobody was.
    expect(answers.filter(({ text }) => /Reference|doubt/.test(text)).map(({ text }) => text)).toEqual([]);
    expect(paid).toHaveLength(24);
    expect(await globalAudits('bot.restart')).toHaveLength(2);
  });

  test('the object reads everything anew afterwards', async () => {
    const where = await served();
    const db = await env.DB.prepare('SELECT binding FROM placement WHERE guild = ?1').bind(where.id).first<'DB' | 'DB_1'>('binding');
    await env[db ?? 'DB'].prepare("UPDATE guild_settings SET version = version + 1, value = json_set(value, '$.currency.name', 'pearls') WHERE guild = ?1").bind(where.id).run();
    expect(await api.post('/api/restart', { server_id: where.id })).toMatchObject({ status: 200 });
    const ask = { member: 'x', command: 'x', perMinute: null, changes: false, version: null, excluded: null };
    const entered = await guildStub(env, where.id).call('enter', { admission: ask });
    expect(entered.current?.settings.currency.name).toBe('pearls');
  });

  test('all servers in one call, none that is unknown', async () => {
    const answer = await api.post('/api/restart', {});
    expect(answer).toMatchObject({ status: 200, body: { restarted: expect.any(Number), next: null } });
    expect(answer.body.restarted).toBeGreaterThanOrEqual(3);
    expect(await api.post('/api/restart', { server_id: freshId() })).toMatchObject({ status: 404 });
    expect(await api.post('/api/restart', { server_id: '12' })).toMatchObject({ status: 400 });
  });
});

test('the export names every server with its settings, and no secret', async () => {
  const where = await served();
  const answer = await api.get('/api/export');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="coffer-\d{4}-\d\d-\d\d\.json"$/);
  expect(answer.body).toMatchObject({ format: 'coffer-export', format_version: 1, settings: { log_days: 14 }, bot_status: { status: expect.any(String) } });
  expect(answer.body.servers.find((server: any) => server.server_id === where.id)).toMatchObject({ version: 1, settings: { limits: { changesPerMinute: 1_000_000 } } });
  const placed = await env.DB.prepare("SELECT COUNT(*) AS n FROM placement WHERE guild <> '0'").first('n');
  expect(answer.body.servers).toHaveLength(placed as number);
  const text = JSON.stringify(answer.body);
  for (const secret of [env.DISCORD_TOKEN, env.ADMIN_PASSWORD ?? '', env.JWT_SECRET_KEY ?? '']) expect(text).not.toContain(secret);
});

test('the status tells of databases, objects, servers, Discord and errors', async () => {
  const answer = await api.get('/api/status');
  expect(answer).toMatchObject({
    status: 200,
    body: {
      status: 'ok', online: true, databases: { DB: { ok: true }, DB_1: { ok: true } }, objects: { ok: true }, servers: { placed: expect.any(Number) },
      discord: { status: 'limited', last_interaction: expect.any(String) }, outbox: { waiting: expect.any(Number), dead: 0 }, errors: { day: expect.any(Number) },
    },
  });
  expect(answer.body.errors.day).toBeGreaterThanOrEqual(500);
});
