import { beforeAll, describe, expect, test } from 'vitest';
import { knownToDiscord } from '../harness/announcements.ts';
import { api } from '../harness/api.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { admin, freshId, guild, person, run, type Guild } from '../harness/discord.ts';
import { migrate } from '../harness/env.ts';
import { audits, balanceOf } from '../harness/rows.ts';
import { copies, fund, rowsOfGuild } from '../harness/shop.ts';

beforeAll(migrate);

const SHOP_CHANNEL = '100000000000000003';

async function market(): Promise<{ where: Guild; path: string; add: (more?: object) => Promise<any> }> {
  const where = guild();
  await configure(where, { limits: NO_RATE, channels: { shop: SHOP_CHANNEL } });
  const path = `/api/${where.id}/shop`;
  const add = async (more: object = {}): Promise<any> => {
    const answer = await api.post(path, { name: 'Cookie', price: 100, ...more });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  return { where, path, add };
}

describe('items', () => {
  test('are made with the older bot\'s fields, posted, and read back', async () => {
    const { where, path } = await market();
    const made = await api.post(path, { name: ' Cookie  jar ', description: 'Delicious', price: 100, category: 'consumable', stock: -1, emoji: '🍪' });
    expect(made).toMatchObject({ status: 201, body: { id: 1, name: 'Cookie jar', stock: -1, is_active: true, category: 'consumable', version: 1 } });
    expect(made.headers.get('etag')).toBe('"1"');
    const one = await api.get(`${path}/1`);
    expect(one.body).toEqual({ ...made.body, channel_id: SHOP_CHANNEL, sync: { state: 'pending_sync', error: '' }, metadata: { sales_count: 0 } });
    expect((await api.get(`${path}/1`, { 'if-none-match': '"1"' })).status).toBe(304);
    const counted = await api.post(path, { name: 'Badge', price: 5, stock: 3, limit_per_member: 2, actions: [{ do: 'coins', amount: 5 }] }, { 'idempotency-key': 'new' });
    expect(counted).toMatchObject({ status: 201, body: { id: 2, stock: 3, limits: { per_member: 2 }, actions: [{ do: 'coins', amount: 5 }] } });
    expect(await copies(where, '@shop', 2)).toBe(3);
    const again = await api.post(path, { name: 'Badge', price: 5, stock: 3, limit_per_member: 2, actions: [{ do: 'coins', amount: 5 }] }, { 'idempotency-key': 'new' });
    expect([again.status, again.body]).toEqual([201, counted.body]);
    expect(await copies(where, '@shop', 2)).toBe(3);
    expect((await audits(where.id)).map(({ action, source }) => [action, source])).toEqual(Array.from({ length: 2 }, () => ['shop-admin.add', 'api:POST /api/:server_id/shop']));
  });

  test('are listed by category, with and without what is gone', async () => {
    const { path, add } = await market();
    await add({ name: 'A', category: 'Snacks' });
    await add({ name: 'B', category: 'Roles', stock: 0 });
    await add({ name: 'C', category: 'snacks', stock: 2 });
    expect(await api.delete(`${path}/1`)).toMatchObject({ body: { is_active: false, stock: -1 } });
    const names = async (query: string): Promise<string[]> => (await api.get(`${path}?${query}`)).body.data.map(({ name }: any) => name);
    expect(await names('')).toEqual(['B', 'C']);
    expect(await names('active_only=false')).toEqual(['A', 'B', 'C']);
    expect(await names('active_only=0&category=SNACKS')).toEqual(['A', 'C']);
    expect(await names('include_out_of_stock=false')).toEqual(['C']);
    expect(await names('per_page=1&page=2')).toEqual(['C']);
    const first = await api.get(`${path}?per_page=1`);
    expect(await names(`per_page=1&cursor=${first.body.next_cursor}`)).toEqual(['C']);
    const any = await api.get(`${path}?per_page=2&active_only=false`);
    expect(await names(`per_page=2&active_only=false&cursor=${any.body.next_cursor}`)).toEqual(['C']);
    expect(await api.get(`${path}?active_only=maybe`)).toMatchObject({ status: 400 });
    expect(await api.get(`${path}?cursor=${any.body.next_cursor}`)).toMatchObject({ status: 400 });
  });

  test('change on the version that was seen, once for one key', async () => {
    const { where, path, add } = await market();
    await add();
    const change = (headers: Record<string, string>) => api.put(`${path}/1`, { price: 120, description: 'Now with nuts' }, headers);
    const done = await change({ 'if-match': '"1"', 'idempotency-key': 'k' });
    expect(done).toMatchObject({ status: 200, body: { price: 120, version: 2, name: 'Cookie' } });
    // Its own change has made the item newer: under the key it hears what came of it all the same.
    expect(await change({ 'if-match': '"1"', 'idempotency-key': 'k' })).toMatchObject({ status: 200, body: done.body });
    expect(await change({ 'if-match': '"1"' })).toMatchObject({ status: 412, body: { error: { code: 'stale' } } });
    expect(await change({ 'if-match': '"1", "2"' })).toMatchObject({ status: 200, body: { version: 3 } });
    const race = await Promise.all([110, 130, 150].map((price) => api.put(`${path}/1`, { price }, { 'if-match': '"3"' })));
    expect(race.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    expect((await rowsOfGuild<{ version: number }>(where, 'SELECT version FROM shop_item WHERE guild = ?1'))[0]?.version).toBe(4);
    expect(await api.delete(`${path}/1`, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await api.put(`${path}/1/stock`, { quantity: 4 }, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await api.delete(`${path}/1`, { 'if-match': '"4"' })).toMatchObject({ status: 200, body: { is_active: false, version: 5 } });
    expect(await api.delete(`${path}/1`)).toMatchObject({ status: 409 });
    expect(await rowsOfGuild(where, "SELECT removed FROM message WHERE guild = ?1 AND kind = 'item'")).toEqual([{ removed: 1 }]);
    // A retired item can be mended without being put back, and put back.
    expect((await api.put(`${path}/1`, { price: 1 })).body).toMatchObject({ is_active: false, price: 1 });
    expect((await api.put(`${path}/1`, { is_active: true })).body).toMatchObject({ is_active: true });
  });

  test('stock is set, added to and taken from', async () => {
    const { where, path, add } = await market();
    await add();
    const stock = async (quantity: number, operation?: string): Promise<unknown> => {
      const { status, body } = await api.put(`${path}/1/stock`, { quantity, ...(operation ? { operation } : {}) });
      return status === 200 ? body.stock : [status, body.error.code];
    };
    expect(await stock(50, 'set')).toBe(50);
    expect(await stock(5, 'add')).toBe(55);
    expect(await stock(54, 'subtract')).toBe(1);
    expect(await stock(2, 'subtract')).toEqual([423, 'blocked']);
    expect(await stock(0)).toBe(0);
    expect(await stock(-1)).toBe(-1);
    expect(await stock(0, 'add')).toEqual([400, 'invalid']);
    expect(await stock(-1, 'add')).toEqual([400, 'invalid']);
    expect(await stock(1.5)).toEqual([400, 'invalid']);
    expect(await copies(where, '@shop', 1)).toBe(0);
    expect(await api.put(`${path}/9/stock`, { quantity: 1 })).toMatchObject({ status: 404 });
  });

  test('are put in order by their ids', async () => {
    const { path, add } = await market();
    for (const name of ['A', 'B', 'C', 'D']) await add({ name });
    expect(await api.put(`${path}/order`, { items: [3, 1] })).toMatchObject({ status: 200, body: { items: [3, 1, 2, 4] } });
    expect((await api.get(path)).body.data.map(({ name }: any) => name)).toEqual(['C', 'A', 'B', 'D']);
    expect(await api.put(`${path}/order`, { items: [3, 1, 2, 4] })).toMatchObject({ status: 200 });
    expect(await api.put(`${path}/order`, { items: [3, 9] })).toMatchObject({ status: 404 });
    for (const items of [[], [1, 1], [0], ['1']]) expect(await api.put(`${path}/order`, { items })).toMatchObject({ status: 400 });
  });

  test('a card is posted where it is asked for', async () => {
    const { where, path, add } = await market();
    await add();
    const channel = freshId();
    knownToDiscord(where, channel);
    expect(await api.post(`${path}/1/post`, { channel_id: freshId() })).toMatchObject({ status: 404 });
    expect(await api.post(`${path}/1/post`, { channel_id: channel })).toMatchObject({ status: 202, body: { id: 1, channel_id: channel } });
    expect(await rowsOfGuild(where, "SELECT channel FROM message WHERE guild = ?1 AND kind = 'item'")).toEqual([{ channel }]);
    expect(await api.post(`${path}/1/post`)).toMatchObject({ status: 202, body: { channel_id: SHOP_CHANNEL } });
    expect(await api.post(`${path}/7/post`)).toMatchObject({ status: 404 });
  });

  test('the key in a webhook\'s address is never shown, and stays when the rest is changed', async () => {
    const { where, path, add } = await market();
    await add({ actions: [{ do: 'webhook', url: 'https://hooks.example.com/services/SECRET' }] });
    const { body } = await api.get(`${path}/1`);
    expect(body.actions).toEqual([{ do: 'webhook', url: 'https://hooks.example.com/…' }]);
    await api.put(`${path}/1`, { actions: [...body.actions, { do: 'manual', text: 'Call them' }] });
    const [row] = await rowsOfGuild<{ actions: string }>(where, 'SELECT actions FROM shop_item WHERE guild = ?1');
    expect(JSON.parse(row?.actions ?? '')).toEqual([{ do: 'webhook', url: 'https://hooks.example.com/services/SECRET' }, { do: 'manual', text: 'Call them' }]);
    expect(JSON.stringify([await audits(where.id), await api.get(path)])).not.toContain('SECRET');
    for (const actions of [
      [{ do: 'webhook', url: 'http://127.0.0.1/' }], [{ do: 'webhook', url: 'https://other.example.com/…' }], [{ do: 'role', role: where.id }],
      [{ do: 'explode' }], Array.from({ length: 6 }, () => ({ do: 'coins', amount: 1 })),
    ]) expect(await api.put(`${path}/1`, { actions }), JSON.stringify(actions)).toMatchObject({ status: 400 });
    expect(await api.put(`${path}/1`, { actions: [{ do: 'item', item: 99, amount: 1 }] })).toMatchObject({ status: 404 });
  });

  test('what does not fit is refused field by field', async () => {
    const { path, add } = await market();
    await add();
    for (const [body, field] of [
      [{ price: 1 }, 'name'], [{ name: 'x' }, 'price'], [{ name: ' ', price: 1 }, 'name'], [{ name: 'x', price: -1 }, 'price'], [{ name: 'x', price: 1, emoji: 'ab' }, 'emoji'],
      [{ name: 'x', price: 1, stock: -2 }, 'stock'], [{ name: 'x', price: 1, sell_rate: 101 }, 'sell_rate'], [{ name: 'x', price: 1, colour: 'red' }, ''],
      [{ name: 'x', price: 1, limit_per_member: 0 }, 'limit_per_member'], [{ name: 'x', price: 1, required_role: 'admin' }, 'required_role'],
    ] as const) {
      const answer = await api.post(path, body);
      expect(answer, JSON.stringify(body)).toMatchObject({ status: 400, body: { error: { fields: [{ path: field }] } } });
    }
    expect(await api.put(`${path}/1`, {})).toMatchObject({ status: 400 });
    expect(await api.put(`${path}/1`, { stock: 5 })).toMatchObject({ status: 400 });
    expect(await api.put(`${path}/8`, { price: 5 })).toMatchObject({ status: 404 });
    expect(await api.get(`${path}/zero`)).toMatchObject({ status: 400 });
    expect(await api.get(`${path}/8`)).toMatchObject({ status: 404 });
  });
});

describe('sales and orders', () => {
  test('sales are counted, an order is listed and moved along, the money comes back', async () => {
    const { where, path, add } = await market();
    const [staff, ada] = [admin(), person('ada')];
    await fund(staff, where, 1_000, ada);
    await add({ name: 'Portrait', price: 100, actions: [{ do: 'manual', text: 'Paint it' }] });
    await run(ada, where, '/buy', { item: '1', quantity: 3 });
    expect((await api.get(`${path}/1`)).body.metadata).toEqual({ sales_count: 3 });
    await add({ name: 'Unsold' });
    expect(await api.get(`${path}/sales?days=7`)).toMatchObject({ status: 200, body: { days: 7, items: [{ id: 1, sold: 3 }] } });
    expect(await api.get(`${path}/sales?days=91`)).toMatchObject({ status: 400 });
    for (const quantity of [1, 1, 1]) await run(ada, where, '/inventory use', { item: '1', quantity });
    const listed = (await api.get(`${path}/orders`)).body.data;
    expect(listed).toMatchObject([{ user_id: ada.id, item_id: 1, name: 'Portrait', quantity: 1, value: 100, state: 'waiting', version: 1 }, {}, {}]);
    const [first, second] = listed;
    expect((await api.get(`${path}/orders?per_page=2&page=2`)).body.data).toHaveLength(1);
    const page = (await api.get(`${path}/orders?per_page=2`)).body;
    expect((await api.get(`${path}/orders?per_page=2&cursor=${page.next_cursor}`)).body.data).toHaveLength(1);
    const word = await api.put(`${path}/orders/${first.id}`, { state: 'waiting', note: 'Soon' }, { 'if-match': '"1"' });
    expect(word).toMatchObject({ status: 200, body: { state: 'waiting', note: 'Soon', version: 2, handled_by: 'operator' } });
    expect(await api.put(`${path}/orders/${first.id}`, { state: 'done' }, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await api.put(`${path}/orders/${first.id}`, { state: 'done' })).toMatchObject({ status: 200, body: { state: 'done' } });
    expect(await api.put(`${path}/orders/${first.id}`, { state: 'done' })).toMatchObject({ status: 409 });
    expect(await api.put(`${path}/orders/${second.id}`, { state: 'refunded', note: 'Out of paint' })).toMatchObject({ status: 200 });
    expect(await balanceOf(where.id, ada.id)).toBe(800);
    const states = async (query: string): Promise<string[]> => (await api.get(`${path}/orders?${query}`)).body.data.map(({ state }: any) => state);
    expect(await states('')).toEqual(['waiting']);
    expect(await states('state=all')).toEqual(['done', 'refunded', 'waiting']);
    expect(await states(`state=refunded&user_id=${ada.id}`)).toEqual(['refunded']);
    expect(await states(`state=all&user_id=${staff.id}`)).toEqual([]);
    expect(await api.put(`${path}/orders/77`, { state: 'done' })).toMatchObject({ status: 404 });
    expect(await api.put(`${path}/orders/${first.id}`, { state: 'lost' })).toMatchObject({ status: 400 });
  });
});
