import { beforeAll, describe, expect, test } from 'vitest';
import { api, type Answered } from '../harness/api.ts';
import { configure } from '../harness/configure.ts';
import { guild, type Guild } from '../harness/discord.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { rowsOf } from '../harness/meter.ts';

/** Entries of the server that is asked. */
const ENTRIES = 1_000_000;
const BATCH = 250_000;
/** The first entry's moment; each is a second after the one before. */
const FIRST = Date.UTC(2026, 0, 1);
/** Rows that a page of 50 by cursor may read. */
const PAGE_ROWS = 120;

const HOT = '100000000000009999';
/** Has one entry of every 5,000, all but a few of one kind. */
const RARE = '100000000000008888';
const SOME = '100000000000000007';

/** Of ten entries three are the busy member's work, four payments of others, and one each a daily, a purchase and a task. */
const ROWS = `WITH RECURSIVE counted (n) AS (SELECT CAST(?2 AS INTEGER) UNION ALL SELECT n + 1 FROM counted WHERE n < ?3),
  shaped AS (SELECT n, 'u:' || (100000000000000000 + n / 10 % 1000) AS one, 'u:' || (100000000000001000 + n / 7 % 1000) AS other FROM counted)
  INSERT INTO entry SELECT ?1, n, 'i:' || n, kind, 'coin', source, target, 5, 10, 5, 0, 5, NULL, NULL, 'system', '', ${FIRST} + n * 1000, '', ''
  FROM (SELECT n,
    CASE WHEN n % 50000 = 9 OR n % 10 = 9 THEN 'task_reward' WHEN n % 10 < 3 THEN 'work' WHEN n % 10 < 7 THEN 'pay' WHEN n % 10 = 7 THEN 'daily' ELSE 'shop_purchase' END AS kind,
    CASE WHEN n % 10 IN (3, 4, 5, 6, 8) THEN one ELSE '@mint' END AS source,
    CASE WHEN n % 50000 = 9 OR n % 10 < 3 THEN 'u:${HOT}' WHEN n % 5000 = 7 THEN 'u:${RARE}' WHEN n % 10 < 7 THEN other WHEN n % 10 = 8 THEN '@shop' ELSE one END AS target FROM shaped)`;

let where: Guild;

/** Writes entries past the ledger's guards and its indexes, which are made anew at the end: through them it would take hours. */
async function fill(): Promise<void> {
  where = guild();
  await configure(where, {});
  const db = await databaseOf(where.id);
  const { results } = await db.prepare("SELECT name, type, sql FROM sqlite_master WHERE tbl_name = 'entry' AND type IN ('trigger', 'index') AND sql IS NOT NULL")
    .all<{ name: string; type: string; sql: string }>();
  for (const { name, type } of results) await db.prepare(`DROP ${type} ${name}`).run();
  for (let from = 1; from <= ENTRIES; from += BATCH) await db.prepare(ROWS).bind(where.id, from, from + BATCH - 1).run();
  // A day of roll-ups for each of forty days, of every kind of coin and of many items.
  await db.prepare(`WITH RECURSIVE days (d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM days WHERE d < 400), kinds (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM kinds WHERE k < 24),
    assets (a) AS (SELECT 'coin' UNION ALL SELECT 'item:' || value FROM json_each('[1,2,3,4,5,6,7,8,9]'))
    INSERT INTO stat SELECT ?1, CAST(?2 AS INTEGER) - d, a, 'kind_' || k, 3, 7 FROM days, kinds, assets`).bind(where.id, Math.floor(Date.now() / 86_400_000)).run();
  for (const { sql } of results) await db.prepare(sql).run();
}

beforeAll(migrate);
beforeAll(fill, 120_000);

const list = (query: string): Promise<Answered> => api.get(`/api/${where.id}/transactions?${query}`);

/** Follows the cursor over some pages: the most rows that one of them read, and what came. */
async function follow(query: string, pages: number): Promise<{ rows: number; ids: string[]; body: any }> {
  let [rows, cursor, body] = [0, '', undefined as any];
  const ids: string[] = [];
  for (let page = 0; page < pages; page += 1) {
    const counted = await rowsOf(async () => {
      const answer = await list(`${query}${cursor && `&cursor=${cursor}`}`);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      body = answer.body;
    });
    rows = Math.max(rows, counted.read);
    ids.push(...body.data.map(({ id }: { id: string }) => id));
    if (body.next_cursor === null) break;
    cursor = body.next_cursor;
  }
  expect(new Set(ids).size, `${query}: no transaction twice`).toBe(ids.length);
  return { rows, ids, body };
}

const END = new Date(FIRST + 700_000_500).toISOString();
const START = new Date(FIRST + 300_000_500).toISOString();

describe(`of ${ENTRIES} entries`, () => {
  test.each([
    ['nothing', ''], ['the oldest', 'sort=oldest'], ['a busy member', `user_id=${HOT}`], ['a rare member', `user_id=${RARE}`],
    ['a frequent type', 'type=transfer_send'], ['a type', 'type=task_reward'], ['both, the member busy and the type frequent', `user_id=${HOT}&type=work`],
    ['both, the type unlike the member', `user_id=${HOT}&type=task_reward`], ['both, and never', `user_id=${RARE}&type=transfer_send`],
    ['both, on one side', `user_id=${SOME}&type=transfer_send`], ['both, the member rare', `user_id=${RARE}&type=daily`],
    ['an end', `end_date=${END}`], ['a stretch', `start_date=${START}&end_date=${END}`], ['a stretch upwards', `start_date=${START}&end_date=${END}&sort=oldest`],
    ['a member and an end', `user_id=${HOT}&end_date=${END}`], ['a type and an end', `type=daily&end_date=${END}`],
    ['all three', `user_id=${HOT}&type=work&end_date=${END}&start_date=${START}`], ['all three, upwards', `user_id=${SOME}&type=shop_purchase&start_date=${START}&sort=oldest`],
    ['coins of a member', `user_id=${HOT}&asset=coin`],
  ])('a page by cursor with a filter by %s reads at most 120 rows', async (name, query) => {
    const { rows, ids } = await follow(query, 3);
    console.info(`${name}: ${rows} rows at most, ${ids.length} transactions on three pages`);
    expect(rows).toBeLessThanOrEqual(PAGE_ROWS);
    if (!/never|unlike/.test(name)) expect(ids.length).toBeGreaterThan(0);
  });

  test('a page by number reads what it skips, and ends at 1,000', async () => {
    const counted = await rowsOf(async () => expect((await list('page=20&per_page=50')).body.data).toHaveLength(50));
    console.info(`page 20: ${counted.read} rows`);
    expect(counted.read).toBeLessThanOrEqual(2_200);
    expect((await list('page=21&per_page=50')).status).toBe(400);
    expect((await list('limit=50&offset=951')).status).toBe(400);
    expect((await list('limit=50&offset=950')).body.data).toHaveLength(50);
  });

  test('statistics of a month read at most 1,000 rows, of the server and of a member', async () => {
    for (const query of ['period=month', 'period=week', `period=month&user_id=${HOT}`, `period=all&user_id=${HOT}`]) {
      const counted = await rowsOf(async () => expect((await api.get(`/api/${where.id}/transactions/statistics?${query}`)).status).toBe(200));
      console.info(`statistics ${query}: ${counted.read} rows`);
      expect(counted.read).toBeLessThanOrEqual(1_000);
    }
  });

  test('every match is found, however many pages it takes', async () => {
    const { ids } = await follow(`user_id=${HOT}&type=task_reward&per_page=100&start_date=${new Date(FIRST + 990_000_000).toISOString()}`, 60);
    expect(ids).toEqual([]);
    const found = await follow(`user_id=${RARE}&type=daily&per_page=100`, 20);
    expect(found.ids).toHaveLength(200);
  });

  test('a single call of validate replays 5,000 and says where it goes on', async () => {
    const answer = await api.post(`/api/${where.id}/transactions/validate`, { user_id: RARE });
    expect(answer.body).toMatchObject({ complete: true, entries_checked: 200 });
  });
});
