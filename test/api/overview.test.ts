import { beforeAll, describe, expect, test } from 'vitest';
import { readClient } from '../../src/db/client.ts';
import { KINDS } from '../../src/features/economy/kinds.ts';
import { addEither, EITHER_MAX, flowsByDay } from '../../src/features/economy/overview/flows.ts';
import { api } from '../harness/api.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { admin, guild, person, run, type Guild, type Person } from '../harness/discord.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { rowsOf } from '../harness/meter.ts';
import { fund, makeItem } from '../harness/shop.ts';

beforeAll(migrate);

const DAY = 86_400_000;
const staff = admin();
const today = (): number => Math.floor(Date.now() / DAY);
const date = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

interface Town {
  where: Guild;
  ada: Person;
  mika: Person;
  path: string;
}

async function town(settings: Parameters<typeof configure>[1] = {}): Promise<Town> {
  const where = guild();
  await configure(where, { limits: NO_RATE, ...settings });
  return { where, ada: person('ada'), mika: person('mika'), path: `/api/${where.id}/overview` };
}

/** Roll-ups of days gone by: a row each. */
async function roll(where: Guild, rows: [day: number, kind: string, count: number, amount: number][]): Promise<void> {
  const db = await databaseOf(where.id);
  for (const row of rows) await db.prepare("INSERT INTO stat (guild, day, asset, kind, count, amount) VALUES (?1, ?2, 'coin', ?3, ?4, ?5)").bind(where.id, ...row).run();
}

describe('figures', () => {
  test('say what came, what went and what is held, and what payments leave as it was', async () => {
    const { where, ada, mika, path } = await town();
    await fund(staff, where, 500, ada);
    const item = await makeItem(staff, where, { price: 40 });
    await run(ada, where, '/buy', { item: String(item) });
    await run(ada, where, '/pay', { user: mika, amount: 100 });
    await run(staff, where, '/eco take', { user: mika, amount: 30, reason: 'test' });
    const { status, body } = await api.get(path);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ period: 'week', to: date(today()), from: date(today() - 6), exact: true });
    expect(body.current).toEqual({ members: 2, held: 430, minted: 500, burned: 70, transactions: 4 });
    expect(body.previous).toEqual({ members: null, held: 0, minted: 0, burned: 0, transactions: 0 });
    expect(body.series).toHaveLength(7);
    expect(body.series.at(-1)).toEqual({ date: date(today()), minted: 500, burned: 70, held: 430, transactions: 4 });
  });

  test('count what was set and taken back by which way it went', async () => {
    const { where, ada, path } = await town();
    await fund(staff, where, 100, ada);
    await run(staff, where, '/eco set', { user: ada, amount: 250, reason: 'up' });
    await run(staff, where, '/eco set', { user: ada, amount: 50, reason: 'down' });
    const { body } = await api.get(`${path}?period=day`);
    expect(body.current).toMatchObject({ held: 50, minted: 250, burned: 200, transactions: 3 });
    expect(body).toMatchObject({ exact: true, from: date(today()), to: date(today()) });
    expect(body.series).toHaveLength(7);
  });

  test('stand beside those of the days before', async () => {
    const { where, ada, path } = await town();
    await fund(staff, where, 1_000, ada);
    await roll(where, [[today() - 1, 'daily', 2, 40], [today() - 8, 'work', 3, 60], [today() - 9, 'shop_purchase', 1, 10], [today() - 31, 'daily', 5, 500], [today() - 61, 'daily', 1, 7]]);
    const { body: week } = await api.get(`${path}?period=week`);
    expect(week.current).toMatchObject({ minted: 1_040, burned: 0, transactions: 3 });
    expect(week.previous).toMatchObject({ minted: 60, burned: 10, transactions: 4, held: -40 });
    const { body: month } = await api.get(`${path}?period=month`);
    expect(month.series).toHaveLength(30);
    expect(month.current).toMatchObject({ minted: 1_100, burned: 10 });
    expect(month.previous).toMatchObject({ minted: 500, transactions: 5 });
    const { body: day } = await api.get(`${path}?period=day`);
    expect(day.previous).toMatchObject({ minted: 40, transactions: 2, held: 0 });
  });

  test('tell how many members there were where coins at the start say when they came', async () => {
    const { where, ada, mika, path } = await town({ currency: { start: 25 } });
    await run(ada, where, '/daily');
    await run(mika, where, '/daily');
    const { body } = await api.get(path);
    expect(body.current.members).toBe(2);
    expect(body.previous.members).toBe(0);
  });

  test('of a server where nothing has happened are nothing', async () => {
    const { path } = await town();
    const { status, body } = await api.get(path);
    expect(status).toBe(200);
    expect(body.current).toEqual({ members: 0, held: 0, minted: 0, burned: 0, transactions: 0 });
    expect(body.attention).toEqual({ proofs: 0, orders: 0, messages_failed: 0, messages_orphaned: 0, dead_letters: 0, frozen: [], server_frozen: null });
    expect((await api.get(`${path}?period=year`)).status).toBe(400);
  });

  test('know the way of every kind, or look at its entries', () => {
    const { either } = flowsByDay(KINDS.map((kind) => ({ day: 1, kind, count: 1, amount: 1 })));
    expect(either.map(({ kind }) => kind).sort()).toEqual(['admin_set', 'item_expire', 'item_gift', 'item_use', 'reverse', 'shop_stock'].sort());
  });

  test('say that they are not exact where too many entries go either way', async () => {
    const { where, ada } = await town();
    await run(staff, where, '/eco set', { user: ada, amount: 250, reason: 'up' });
    const { days, either } = flowsByDay([{ day: today(), kind: 'admin_set', count: EITHER_MAX + 1, amount: 999 }]);
    const db = await databaseOf(where.id);
    expect(await addEither({ db: readClient(db), guildId: where.id }, days, either)).toBe(false);
    expect(days.get(today())).toMatchObject({ minted: 250, burned: 0 });
  });
});

describe('what needs attention', () => {
  test('is counted, and frozen members are named', async () => {
    const { where, ada, path } = await town();
    const db = await databaseOf(where.id);
    await fund(staff, where, 10, ada);
    await run(staff, where, '/eco freeze', { user: ada, reason: 'looks odd' });
    const message = `INSERT INTO message (guild, kind, record, channel, message_id, wanted, shown, state, removed, attempts, due, posting_at, error, updated_at)
      VALUES (?1, 'item', ?2, '1', NULL, 1, 0, ?3, 0, 1, 0, NULL, 'x', 1)`;
    for (const [record, state] of [['1', 'failed'], ['2', 'orphaned'], ['3', 'orphaned'], ['4', 'synced']] as const) await db.prepare(message).bind(where.id, record, state).run();
    await db.prepare("INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at) VALUES (?1, 'x', '[]', 0, 'dead', 9, 0, 'x', 1)").bind(where.id).run();
    const { body } = await api.get(path);
    expect(body.attention).toMatchObject({ messages_failed: 1, messages_orphaned: 2, dead_letters: 1, frozen: [{ user_id: ada.id, reason: 'looks odd' }], server_frozen: null });
  });
});

test('reads a few hundred rows of a server that is years old', async () => {
  const { where, path } = await town();
  const db = await databaseOf(where.id);
  await db.prepare(`WITH RECURSIVE days (d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM days WHERE d < 800)
    INSERT INTO stat SELECT ?1, CAST(?2 AS INTEGER) - d, asset.value, kind.value, 3, 7 FROM days, json_each('["coin","item:1","item:2"]') AS asset,
      json_each('["daily","work","pay","shop_purchase","task_reward"]') AS kind`).bind(where.id, today()).run();
  await api.get(path);
  const week = await rowsOf(() => api.get(path));
  const month = await rowsOf(() => api.get(`${path}?period=month`));
  expect(week.read).toBeLessThan(150);
  expect(month.read).toBeLessThan(500);
});
