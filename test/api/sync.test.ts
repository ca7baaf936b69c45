import { beforeAll, describe, expect, test } from 'vitest';
import { windowOf } from '../../src/features/settings/audit.ts';
import { api } from '../harness/api.ts';
import { configure } from '../harness/configure.ts';
import { admin, freshId, guild, run, type Guild } from '../harness/discord.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { audits } from '../harness/rows.ts';

beforeAll(migrate);

const rowsOf = async (where: Guild, sql: string): Promise<any[]> => (await (await databaseOf(where.id)).prepare(sql).bind(where.id).all()).results;

async function card(where: Guild, kind: string, record: string, { channel, state, error = '', attempts = 0 }: { channel: string; state: string; error?: string; attempts?: number }): Promise<void> {
  await (await databaseOf(where.id)).prepare(`INSERT INTO message (guild, kind, record, channel, wanted, shown, state, removed, attempts, due, error, updated_at, pin)
    VALUES (?1, ?2, ?3, ?4, 1, 0, ?5, 0, ?6, ?7, ?8, 1000, 0)`).bind(where.id, kind, record, channel, state, attempts, Date.now() + 3_600_000, error).run();
}

async function dead(where: Guild, id: string, steps: object[], done = 0): Promise<void> {
  await (await databaseOf(where.id)).prepare(`INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at)
    VALUES (?1, ?2, ?3, ?4, 'dead', 4, 0, 'Missing Permissions (50013)', 2000)`).bind(where.id, id, JSON.stringify(steps), done).run();
}

async function off(where: Guild, channel: string): Promise<void> {
  await (await databaseOf(where.id)).prepare('INSERT INTO channel_off (guild, channel, code, at) VALUES (?1, ?2, 50013, 3000)').bind(where.id, channel).run();
}

/** A server with one of everything that can go wrong. */
async function troubled() {
  const [where, closed, open, user, role] = [guild(), freshId(), freshId(), freshId(), freshId()];
  await configure(where, {});
  await card(where, 'item', '1', { channel: closed, state: 'failed', error: 'outbox.channel_off' });
  await card(where, 'task', '2', { channel: open, state: 'orphaned', error: 'outbox.deleted' });
  await card(where, 'item', '3', { channel: open, state: 'pending_sync', attempts: 2 });
  await card(where, 'item', '4', { channel: open, state: 'synced' });
  await card(where, 'item', '5', { channel: open, state: 'failed', error: 'Invalid Form Body (50035)' });
  await dead(where, 'op:d', [{ do: 'dm', member: user, body: {} }, { do: 'role', add: true, member: user, role, reason: '' }], 1);
  await dead(where, 'op:w', [{ do: 'webhook', url: 'https://hooks.example/secret-token', body: {} }]);
  await off(where, closed);
  return { where, path: `/api/${where.id}/sync`, closed, open, user, role };
}

const OF_CARDS = 'SELECT record, state, attempts, error FROM message WHERE guild = ?1 ORDER BY record';
const OF_DELIVERIES = 'SELECT delivery_id AS id, state FROM delivery WHERE guild = ?1 ORDER BY id';
const OF_CHANNELS = 'SELECT channel FROM channel_off WHERE guild = ?1';

describe('what is not in step', () => {
  test('cards, given up deliveries and channels, with reasons for people and no secret of a webhook', async () => {
    const { path, closed, open, user, role } = await troubled();
    const { status, body } = await api.get(path);
    expect(status).toBe(200);
    expect(body.cards).toEqual({ failed: 2, orphaned: 1, pending_sync: 1, synced: 1 });
    expect(body.deliveries).toEqual({ dead: 2 });
    expect(body.problems.map(({ sort, record, state }: any) => [sort, record, state])).toEqual([
      ['card', '1', 'failed'], ['card', '5', 'failed'], ['card', '2', 'orphaned'], ['card', '3', 'pending_sync'],
      ['role', 'op:d', 'dead'], ['webhook', 'op:w', 'dead'],
    ]);
    expect(body.problems[0]).toMatchObject({ kind: 'item', channel_id: closed, error: 'I may not write in this channel', at: '1970-01-01T00:00:01.000Z' });
    expect(body.problems[3]).toMatchObject({ attempts: 2, error: null, channel_id: open });
    expect(body.problems[4]).toMatchObject({ user_id: user, role_id: role, attempts: 4, error: 'Missing Permissions (50013)' });
    expect(body.problems[5]).toMatchObject({ detail: 'hooks.example', channel_id: null });
    expect(JSON.stringify(body)).not.toContain('secret-token');
    expect(body.channels_off).toEqual([{ channel_id: closed, code: 50_013, since: '1970-01-01T00:00:03.000Z' }]);
  });

  test('everything is tried again once a key, as /config sync does it: but what somebody has deleted stays away', async () => {
    const { where, path } = await troubled();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const done = await api.post(`${path}/retry`, {}, key);
    expect(done).toMatchObject({ status: 200, body: { cards: 2, deliveries: 2, channels: 1 } });
    expect(await api.post(`${path}/retry`, {}, key)).toMatchObject({ status: 200, body: done.body });
    expect((await rowsOf(where, OF_CARDS)).find(({ record }) => record === '2')).toMatchObject({ state: 'orphaned' });
    expect(await rowsOf(where, OF_CHANNELS)).toEqual([]);
    expect(await audits(where.id)).toMatchObject([{ actor: 'operator', action: 'config.sync', target: 'outbox', after: JSON.stringify(done.body), source: 'api:POST /api/:server_id/sync/retry' }]);
  });

  test('one card is tried with its channel, a deleted one too; the others stay as they are', async () => {
    const { where, path, closed } = await troubled();
    await off(where, freshId());
    expect(await api.post(`${path}/retry`, { card: { kind: 'item', record: '1' } })).toMatchObject({ status: 200, body: { cards: 1, deliveries: 0, channels: 1 } });
    const channels = (await rowsOf(where, OF_CHANNELS)).map(({ channel }) => channel);
    expect([channels.length, channels.includes(closed)]).toEqual([1, false]);
    expect((await rowsOf(where, OF_CARDS)).find(({ record }) => record === '5')).toMatchObject({ state: 'failed', error: 'Invalid Form Body (50035)' });
    expect(await rowsOf(where, OF_DELIVERIES)).toEqual([{ id: 'op:d', state: 'dead' }, { id: 'op:w', state: 'dead' }]);
    expect(await api.post(`${path}/retry`, { card: { kind: 'task', record: '2' } })).toMatchObject({ status: 200, body: { cards: 1, channels: 0 } });
    expect((await rowsOf(where, OF_CARDS)).find(({ record }) => record === '2')?.error).not.toBe('outbox.deleted');
    expect((await audits(where.id)).map(({ target }) => target)).toEqual(['item:1', 'task:2']);
  });

  test('one delivery; what is fine, unknown or asked for twice is refused', async () => {
    const { where, path } = await troubled();
    expect(await api.post(`${path}/retry`, { delivery: 'op:w' })).toMatchObject({ status: 200, body: { cards: 0, deliveries: 1, channels: 0 } });
    expect((await rowsOf(where, OF_DELIVERIES)).find(({ id }) => id === 'op:d')).toMatchObject({ state: 'dead' });
    for (const body of [{ card: { kind: 'item', record: '4' } }, { card: { kind: 'item', record: '3' } }, { card: { kind: 'x', record: '1' } }, { delivery: 'none' }]) {
      expect(await api.post(`${path}/retry`, body)).toMatchObject({ status: 409, body: { error: { message: 'There is nothing to retry.' } } });
    }
    for (const body of [{ delivery: '' }, { card: { kind: 'item' } }, { card: { kind: 'item', record: '1' }, delivery: 'op:d' }, { all: true }]) {
      expect(await api.post(`${path}/retry`, body)).toMatchObject({ status: 400 });
    }
  });
});

describe('audit', () => {
  test('is listed newest first by cursor, with values before and after, and filtered', async () => {
    const [where, staff] = [guild(), admin()];
    await run(staff, where, '/config currency', { name: 'gold' });
    await run(staff, where, '/config limits', { pay: 5 });
    await api.put(`/api/${where.id}/config`, { earning: { work: { max: 90 } } });
    const path = `/api/${where.id}/audit`;
    const all = await api.get(path);
    expect(all.body.data).toMatchObject([
      { actor: 'operator', action: 'config.earning', source: 'api:PUT /api/:server_id/config', before: { work: { max: 80 } }, after: { work: { max: 90 } } },
      { actor: staff.id, action: 'config.limits', before: { pay: null }, after: { pay: 5 } },
      { actor: staff.id, action: 'config.currency', target: 'settings:currency', before: { name: 'coins' }, after: { name: 'gold' }, source: 'discord:/config currency', reason: '' },
    ]);
    const walked: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await api.get(`${path}?per_page=1${cursor && `&cursor=${cursor}`}`);
      walked.push(...body.data.map(({ id }: { id: string }) => id));
      if (body.next_cursor === null) break;
      cursor = body.next_cursor;
    }
    expect(walked).toEqual(all.body.data.map(({ id }: { id: string }) => id));
    const found = async (query: string): Promise<string[]> => (await api.get(`${path}?${query}`)).body.data.map(({ action }: { action: string }) => action);
    expect(await found(`actor=${staff.id}`)).toEqual(['config.limits', 'config.currency']);
    expect(await found('action=config.limits')).toEqual(['config.limits']);
    expect(await found('action=config')).toHaveLength(3);
    expect(await found('action=conf')).toEqual([]);
    expect(await found('action=_onfig')).toEqual([]);
    expect(await found('target=settings:currency')).toEqual(['config.currency']);
    expect(await found('target=settings:currency&actor=operator')).toEqual([]);
    expect(await found(`until=${all.body.data[0].at}`)).not.toContain('config.earning');
    expect(await found(`since=${all.body.data[0].at}`)).toContain('config.earning');
    for (const query of ['since=yesterday', 'actor=a b', 'cursor=!', 'per_page=0']) expect((await api.get(`${path}?${query}`)).status).toBe(400);
    expect((await api.get(`/api/${freshId()}/audit`)).status).toBe(404);
  });

  test('a search looks at so many rows at once and goes on by cursor; a target goes by its index', async () => {
    const where = guild();
    await configure(where, {});
    const db = await databaseOf(where.id);
    await db.prepare(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
      INSERT INTO audit (guild, at, op_key, actor, action, target, before, after, reason, source)
      SELECT ?1, i, 'k' || i, IIF(i = 1, 'first', 'rest'), 'x', CASE i WHEN 2 THEN 'one' WHEN 2400 THEN 'submission:7' ELSE 'many' END, NULL, NULL, '', 'test' FROM n`).bind(where.id).run();
    const searched = await api.get(`/api/${where.id}/audit?actor=first`);
    expect(searched.body).toMatchObject({ data: [], next_cursor: expect.any(String) });
    expect((await api.get(`/api/${where.id}/audit?actor=first&cursor=${searched.body.next_cursor}`)).body).toMatchObject({ data: [{ actor: 'first', before: null }], next_cursor: null });
    expect((await api.get(`/api/${where.id}/audit?target=one`)).body).toMatchObject({ data: [{ target: 'one' }], next_cursor: null });
    expect((await api.get(`/api/${where.id}/audit?target=submission:7`)).body.data).toMatchObject([{ target: 'submission:7' }]);
    for (const [target, by] of [[true, /audit_target \(guild=\? AND target=\?.*at/], [false, /PRIMARY KEY \(guild=\? AND .*at/]] as const) {
      const { results } = await db.prepare(`EXPLAIN QUERY PLAN SELECT * ${windowOf(target)}`).bind(where.id, 5, '', 0, ...(target ? ['one'] : [])).all<{ detail: string }>();
      const plan = results.map(({ detail }) => detail).join(' ');
      expect(plan).toMatch(by);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  });
});
