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
const BOOKKEEPING = /^(log_line|session|attempt|sqlite_|_cf_|d1_)/;
const OPERATIONS = operationsOf(openApi()).filter(({ path }) => !path.startsWith('/api/auth') && path !== '/api/stream');

async function tablesOf(d1: D1Database): Promise<string> {
  const { results } = await d1.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{ name: string }>();
  const parts = results.filter(({ name }) => !BOOKKEEPING.test(name)).map(async ({ name }) => {
    const { results: rows } = await d1.prepare(`SELECT * FROM ${name}`).all();
    return [name, sha256(JSON.stringify(rows))];
  });
  return JSON.stringify((await Promise.all(parts)).sort());
}

const contents = async (): Promise<string> => (await Promise.all([env.DB, env.DB_1].map(tablesOf))).join('\n');

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

it('3,000 hostile requests of nobody and of a stranger are turned away without effect', async () => {
  const known = await stocked();
  const before = await contents();
  const hostile = new Hostile(1, known);
  const closed = OPERATIONS.filter(({ open }) => !open);
  const attempts = many(3_000, () => hostile.hostile(hostile.pick(closed)));
  const stranger = { ...OPERATOR, kind: 'discord' as const, id: freshId() };
  await send(attempts.slice(0, 1_500), null, ({ status }, attempt) => expect([401, 404], JSON.stringify(attempt)).toContain(status));
  await send(attempts.slice(1_500), stranger, (answer, attempt) => {
    expect(isFault(answer), JSON.stringify([attempt, answer.body])).toBe(false);
    expect(answer.status, JSON.stringify(attempt)).not.toBe(201);
  });
  expect(await contents()).toBe(before);
});

it('4,000 requests with one part that cannot fit are refused by name, without effect', async () => {
  const known = await stocked();
  const before = await contents();
  const hostile = new Hostile(2, known);
  const seen = new Map<number, number>();
  await send(many(4_000, (operation) => hostile.wrong(operation)), OPERATOR, (answer, attempt) => {
    const told = JSON.stringify([attempt, answer.status, answer.body]).slice(0, 1_500);
    expect(isFault(answer), told).toBe(false);
    expect(answer.status, told).toBeGreaterThanOrEqual(400);
    expect(answer.body?.error?.message, told).toBeTruthy();
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
  });
  expect(seen.get(400) ?? 0).toBeGreaterThan(1_000);
  expect(await contents()).toBe(before);
});

it('3,000 requests with hostile texts where texts are taken never end in a fault', async () => {
  const known = await stocked();
  const hostile = new Hostile(3, known);
  let taken = 0;
  await send(many(3_000, (operation) => hostile.hostile(operation)), OPERATOR, (answer, attempt) => {
    expect(isFault(answer), JSON.stringify([attempt, answer.status, answer.body]).slice(0, 1_500)).toBe(false);
    if (answer.status < 300) taken += 1;
  });
  expect(taken).toBeGreaterThan(100);
});
