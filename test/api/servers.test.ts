import { beforeAll, describe, expect, test } from 'vitest';
import { mirrorCatalogue } from '../../src/app/catalogue-job.ts';
import { api, call } from '../harness/api.ts';
import { configure } from '../harness/configure.ts';
import { guild, person, run } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { rowsOf } from '../harness/meter.ts';
import { audits } from '../harness/rows.ts';

beforeAll(migrate);

async function played(name: string): Promise<{ id: string; channel: string }> {
  const where = guild();
  await configure(where, { currency: { name: 'shells', symbol: 'S' } });
  await run(person('mika'), where, '/daily');
  await run(person('ada'), where, '/daily');
  await env.DB.prepare('INSERT INTO server (guild, name, icon, owner_id, member_count, installed_at, checked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)')
    .bind(where.id, name, 'a1b2', '700000000000000001', 42, 1_700_000_000_000).run();
  return where;
}

async function allServers(perPage: number): Promise<any[]> {
  const found: any[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await api.get(`/api/servers?per_page=${perPage}${cursor && `&cursor=${cursor}`}`);
    expect(body.total).toBeGreaterThan(0);
    found.push(...body.data);
    cursor = body.next_cursor;
  }
  return found;
}

test('lists the servers of the session with members, coins held, icon and level, page by page', async () => {
  const wheres = [];
  for (const name of ['One', 'Two', 'Three']) wheres.push(await played(name));
  const servers = await allServers(2);
  expect(new Set(servers.map(({ id }) => id)).size).toBe(servers.length);
  for (const [index, where] of wheres.entries()) {
    expect(servers.find(({ id }) => id === where.id)).toEqual({
      id: where.id, name: ['One', 'Two', 'Three'][index], icon_url: `https://cdn.discordapp.com/icons/${where.id}/a1b2.png?size=128`,
      owner_id: '700000000000000001', member_count: 42, installed_at: '2023-11-14T22:13:20.000Z', installed_by: null, removed_at: null,
      currency: { name: 'shells', symbol: 'S', total: 200 }, level: 'operator', levels: ['admin', 'moderator', 'reviewer', 'shopkeeper', 'economist'],
    });
  }
  const pages = [await api.get('/api/servers?per_page=1&page=1'), await api.get('/api/servers?per_page=1&page=2')];
  expect(pages.map(({ body }) => body.data[0]?.id)).toEqual(servers.slice(0, 2).map(({ id }) => id));
});

test('coins in the shop, burned or minted are not held by members; the count costs four rows a server', async () => {
  const where = await played('Sums');
  const [mika, boss] = [person('mika'), person('boss', { permissions: '8' })];
  await run(boss, where, '/eco give', { user: mika, amount: 500, reason: 'x' });
  await run(boss, where, '/eco take', { user: mika, amount: 120, reason: 'x' });
  const total = async (): Promise<number> => (await allServers(100)).find(({ id }) => id === where.id).currency.total;
  expect(await total()).toBe(200 + 380);
  const servers = (await allServers(100)).length;
  const { read } = await rowsOf(() => api.get('/api/servers?per_page=100'));
  // Placement, server, settings and the system's accounts, and the session.
  expect(read).toBeLessThanOrEqual(12 * servers + 20);
});

test('a stranger sees no server, nobody is asked to sign in, and a page that is none is refused', async () => {
  const stranger = { kind: 'discord' as const, id: '700000000000000009', name: 'x', avatar: null, session: 'test' };
  const answer = await call(stranger, 'GET', '/api/servers');
  // Without Discord's word nobody is told anything.
  expect(answer.status === 200 ? answer.body.data : []).toEqual([]);
  expect(answer.status).toBeLessThan(504);
  expect(await call(null, 'GET', '/api/servers')).toMatchObject({ status: 401 });
  expect(await api.get('/api/servers?page=0')).toMatchObject({ status: 400 });
  expect(await api.get('/api/servers?cursor=abc')).toMatchObject({ status: 400 });
  expect(await api.get('/api/servers?page=1000')).toMatchObject({ status: 400 });
});

describe('the catalogue', () => {
  const mirror = (): Promise<void> => mirrorCatalogue.run({ env, scheduledAt: Date.now(), now: Date.now() });
  const items = async (id: string): Promise<any[]> => (await (await databaseOf(id)).prepare('SELECT * FROM shop_item WHERE guild = ?1 ORDER BY item_id').bind(id).all()).results;
  const tasks = async (id: string): Promise<any[]> => (await (await databaseOf(id)).prepare('SELECT * FROM task WHERE guild = ?1 ORDER BY task_id').bind(id).all()).results;
  const stock = async (id: string, item: number): Promise<number | null> => (await databaseOf(id))
    .prepare("SELECT balance FROM account WHERE guild = ?1 AND account_id = '@shop' AND asset = ?2").bind(id, `item:${item}`).first<number>('balance');

  test('entries are made once for one key, changed by version, listed and removed by the operator alone', async () => {
    const path = '/api/catalogue/shop';
    const ask = (price: number) => api.post(path, { name: 'Lantern', price }, { 'idempotency-key': 'lantern' });
    const made = await Promise.all([ask(40), ask(40), ask(40)]);
    for (const answer of made) expect(answer).toMatchObject({ status: 201, body: { id: made[0]?.body.id, version: 1, name: 'Lantern', price: 40, stock: -1, limit_per_member: null } });
    expect(await ask(41)).toMatchObject({ status: 422, body: { error: { code: 'mismatch' } } });
    const { id } = made[0]?.body ?? {};
    expect(await api.put(`${path}/${id}`, { price: 45 }, { 'if-match': '"1"' })).toMatchObject({ status: 200, body: { version: 2, name: 'Lantern', price: 45, description: '' } });
    expect(await api.put(`${path}/${id}`, { price: 46 }, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect((await api.get(path)).body.data).toMatchObject([{ id, price: 45 }]);
    for (const body of [{}, { name: 'x' }, { name: '', price: 1 }, { name: 'x', price: -1 }, { name: 'x', price: 1, emoji: 'not one' }, { name: 'x', price: 1, stock: -2 }, { name: 'x', price: 1, extra: 1 }]) {
      expect(await api.post(path, body)).toMatchObject({ status: 400 });
    }
    expect(await api.put(`${path}/999`, { price: 1 })).toMatchObject({ status: 404 });
    const stranger = { kind: 'discord' as const, id: '700000000000000009', name: 'x', avatar: null, session: 'test' };
    expect([401, 403]).toContain((await call(stranger, 'POST', path, { name: 'x', price: 1 })).status);
    expect(await api.delete(`${path}/${id}`)).toMatchObject({ status: 200, body: { removed: true } });
    expect(await api.delete(`${path}/${id}`)).toMatchObject({ status: 404 });
    const { results } = await env.DB.prepare("SELECT action FROM audit WHERE guild = '0' AND action LIKE 'catalogue.%' ORDER BY at").all<{ action: string }>();
    expect(results.map(({ action }) => action)).toEqual(['catalogue.shop.add', 'catalogue.shop.edit', 'catalogue.shop.remove']);
  });

  test('what is offered comes into the servers that want it, once, with stock and limits of their own', async () => {
    const [both, onlyShop, none] = [guild(), guild(), guild()];
    await configure(both, { global: { shop: true, tasks: true } });
    await configure(onlyShop, { global: { shop: true } });
    await configure(none, {});
    const mug = (await api.post('/api/catalogue/shop', { name: 'Mug', price: 30, stock: 7, limit_per_member: 2 })).body;
    const walk = (await api.post('/api/catalogue/tasks', { name: 'A walk', reward: 15, max_claims: 3 })).body;
    // Twice and at once: a copy is a copy.
    await Promise.all([mirror(), mirror()]);
    await mirror();
    for (const { id } of [both, onlyShop]) {
      expect(await items(id)).toMatchObject([{ item_id: 1, version: 1, name: 'Mug', price: 30, unlimited: 0, limit_per_member: 2, active: 1 }]);
      expect(await stock(id, 1)).toBe(7);
    }
    expect(await tasks(both.id)).toMatchObject([{ task_id: 1, name: 'A walk', reward: 15, max_claims: 3, status: 'open' }]);
    expect([await tasks(onlyShop.id), await items(none.id), await tasks(none.id)]).toEqual([[], [], []]);
    expect(await audits(both.id)).toMatchObject([{ actor: 'system', source: 'catalogue' }, { actor: 'system', source: 'catalogue' }]);

    // Each server's own: one sells, the other takes the item off and changes its limit.
    await run(person('boss', { permissions: '8' }), both, '/shop-admin stock', { item: '1', change: '+5' });
    await (await databaseOf(onlyShop.id)).prepare('UPDATE shop_item SET active = 0, limit_per_member = 9, version = version + 1 WHERE guild = ?1').bind(onlyShop.id).run();
    await api.put(`/api/catalogue/shop/${mug.id}`, { price: 35, stock: 100 });
    await api.put(`/api/catalogue/tasks/${walk.id}`, { reward: 20 });
    await mirror();
    expect(await items(both.id)).toMatchObject([{ price: 35, active: 1, limit_per_member: 2 }]);
    expect(await stock(both.id, 1)).toBe(12);
    expect(await items(onlyShop.id)).toMatchObject([{ price: 35, active: 0, limit_per_member: 9 }]);
    expect(await stock(onlyShop.id, 1)).toBe(7);
    expect(await tasks(both.id)).toMatchObject([{ reward: 20, max_claims: 3 }]);

    await api.delete(`/api/catalogue/shop/${mug.id}`);
    await api.delete(`/api/catalogue/tasks/${walk.id}`);
    await mirror();
    expect(await items(both.id)).toMatchObject([{ active: 0 }]);
    expect(await tasks(both.id)).toMatchObject([{ status: 'closed' }]);
    // Nothing is behind: a tick reads the catalogue and the servers that take it, and writes nothing.
    expect((await rowsOf(mirror)).written).toBe(0);
  });

  test('a server that switches it on later gets what is offered then, and a full one is told in the log', async () => {
    const late = guild();
    await api.post('/api/catalogue/shop', { name: 'Oar', price: 5 });
    await mirror();
    await configure(late, { global: { shop: true } });
    await mirror();
    expect(await items(late.id)).toMatchObject([{ name: 'Oar', unlimited: 1 }]);
    const full = guild();
    await configure(full, { global: { shop: true } });
    const many = JSON.stringify(Array.from({ length: 200 }, (_, n) => n + 1));
    await (await databaseOf(full.id)).prepare(`INSERT INTO shop_item (guild, item_id, version, name, description, emoji, price, category, unlimited, active, transferable, sell_rate, actions, position, created_at, updated_at)
      SELECT ?1, value, 1, 'Item ' || value, '', '', 1, '', 1, 1, 1, 0, '[]', value, 1, 1 FROM json_each(?2)`).bind(full.id, many).run();
    await mirror();
    expect(await items(full.id)).toHaveLength(200);
    expect((await rowsOf(mirror)).written).toBe(0);
  });
});
