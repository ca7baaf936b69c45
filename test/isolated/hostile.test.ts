import { beforeAll, expect, it } from 'vitest';
import { openApi } from '../../src/app/routes.ts';
import { sha256 } from '../../src/ledger/hash.ts';
import { call, OPERATOR, type Answered } from '../harness/api.ts';
import { NO_RATE } from '../harness/configure.ts';
import { freshId, run } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { Hostile, operationsOf, type Attempt, type Operation } from '../harness/hostile.ts';
import { handIn, make, server } from '../harness/tasks.ts';

beforeAll(migrate);

/** Requests at once: the object and the databases are one process here. */
const AT_ONCE = 16;
/** The session's own bookkeeping and what is logged are no effect of a request. */
const BOOKKEEPING = /^(log_line|log_count|pulse|session|attempt|sqlite_|_cf_|d1_)/;
/** Requests in all; `npm run test:long` sends 10,000. */
const REQUESTS = Number(env.TEST_HOSTILE_REQUESTS);
const OPERATIONS = operationsOf(openApi()).filter(({ path }) => !path.startsWith('/api/auth') && path !== '/api/stream');

async function tablesOf(d1: D1Database): Promise<[string, string][]> {
  const { results } = await d1.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all<{ name: string }>();
  const parts = results.filter(({ name }) => !BOOKKEEPING.test(name)).map(async ({ name }): Promise<[string, string]> => {
    // That something was refused is remembered under its key.
    const { results: rows } = await d1.prepare(`SELECT * FROM ${name} ${name === 'op' ? "WHERE outcome = 'done'" : ''}`).all();
    return [name, sha256(JSON.stringify(rows))];
  });
  return Promise.all(parts);
}

/** A hash of each table, by its name and database. */
const contents = async (): Promise<[string, string][]> => (await Promise.all([env.DB, env.DB_1].map(tablesOf))).flat();

async function stocked(): Promise<Record<string, string>> {
  const { where, staff, ada } = await server({ currency: { start: 500 }, limits: NO_RATE });
  await run(staff, where, '/eco give', { user: ada, amount: 70, reason: 'prize' });
  await make(staff, where);
  await handIn(ada, where);
  return { server_id: where.id, user_id: ada.id, task_id: '1', submission_id: '1', item_id: '1' };
}

async function send(attempts: Attempt[], as: typeof OPERATOR | null, look: (answer: Answered, attempt: Attempt) => void): Promise<void> {
  for (let from = 0; from < attempts.length; from += AT_ONCE) {
    await Promise.all(attempts.slice(from, from + AT_ONCE).map(async (attempt) => {
      look(await call(as, attempt.method, attempt.path, attempt.body), attempt);
    }));
  }
}

const many = <T>(count: number, from: (operation: Operation) => T | null): T[] => {
  const made = Array.from({ length: count }, (_, index) => from(OPERATIONS[index % OPERATIONS.length] as Operation));
  return made.filter((attempt): attempt is Awaited<T> & T => attempt !== null);
};

/** Discord is out of reach in these tests: what has to ask it may say so, and nothing else. */
const isFault = ({ status, body }: Answered): boolean => status >= 500 && body?.error?.code !== 'unavailable';

it('hostile requests of nobody and of a stranger are turned away without effect', async () => {
  const known = await stocked();
  const before = await contents();
  const hostile = new Hostile(1, known);
  const closed = OPERATIONS.filter(({ open }) => !open);
  const attempts = many(0.3 * REQUESTS, () => hostile.hostile(hostile.pick(closed)));
  const half = attempts.length / 2;
  const stranger = { ...OPERATOR, kind: 'discord' as const, id: freshId() };
  await send(attempts.slice(0, half), null, ({ status }, attempt) => expect([401, 404], JSON.stringify(attempt)).toContain(status));
  await send(attempts.slice(half), stranger, (answer, attempt) => {
    expect(isFault(answer), JSON.stringify([attempt, answer.body])).toBe(false);
    expect(answer.status, JSON.stringify(attempt)).not.toBe(201);
  });
  expect(await contents()).toEqual(before);
});

it('requests with one part that cannot fit are refused by name, without effect', async () => {
  const known = await stocked();
  const before = await contents();
  const hostile = new Hostile(2, known);
  const seen = new Map<number, number>();
  await send(many(0.4 * REQUESTS, (operation) => hostile.wrong(operation)), OPERATOR, (answer, attempt) => {
    const told = JSON.stringify([attempt, answer.status, answer.body]).slice(0, 1_500);
    expect(isFault(answer), told).toBe(false);
    expect(answer.status, told).toBeGreaterThanOrEqual(400);
    expect(answer.body?.error?.message, told).toBeTruthy();
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
  });
  expect(seen.get(400) ?? 0).toBeGreaterThan(REQUESTS / 10);
  expect(await contents()).toEqual(before);
});

it('requests with hostile texts where texts are taken never end in a fault', async () => {
  const known = await stocked();
  const hostile = new Hostile(3, known);
  let taken = 0;
  await send(many(0.3 * REQUESTS, (operation) => hostile.hostile(operation)), OPERATOR, (answer, attempt) => {
    expect(isFault(answer), JSON.stringify([attempt, answer.status, answer.body]).slice(0, 1_500)).toBe(false);
    if (answer.status < 300) taken += 1;
  });
  expect(taken).toBeGreaterThan(REQUESTS / 100);
});
