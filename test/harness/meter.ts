import { vi } from 'vitest';
import { inspectOutbox } from '../../src/discord/outbox.stub.ts';
import { alsoLogTo } from '../../src/kernel/log.ts';
import { onBeat } from '../../src/kernel/pulse.ts';
import { env } from './env.ts';

export interface Rows {
  read: number;
  written: number;
  /** Calls to a database, a batch being one. */
  calls: number;
}

type Method = (this: unknown, ...args: unknown[]) => Promise<unknown>;
type Methods = Record<string, Method>;

const total: Rows = { read: 0, written: 0, calls: 0 };
let metered = false;

function count(answer: unknown): void {
  total.calls += 1;
  for (const result of Array.isArray(answer) ? answer : [answer]) {
    const meta = (result as { meta?: { rows_read?: number; rows_written?: number } } | null)?.meta;
    total.read += meta?.rows_read ?? 0;
    total.written += meta?.rows_written ?? 0;
  }
}

function methodOf(methods: Methods, name: string): Method {
  const method = methods[name];
  if (!method) throw new Error(`D1 has no ${name}`);
  return method;
}

/** Adds up what D1 says of every result, in the Worker and in its objects: they share one isolate with the test. */
function meterDatabases(): void {
  const databases = Object.getPrototypeOf(env.DB) as Methods;
  const statements = Object.getPrototypeOf(env.DB.prepare('SELECT 1')) as Methods;
  const [batch, all, run] = [methodOf(databases, 'batch'), methodOf(statements, 'all'), methodOf(statements, 'run')];
  for (const [methods, name, original] of [[databases, 'batch', batch], [statements, 'all', all], [statements, 'run', run]] as const) {
    methods[name] = async function metering(...args) {
      const answer = await original.apply(this, args);
      count(answer);
      return answer;
    };
  }
  for (const name of ['raw', 'first']) {
    const original = methodOf(statements, name);
    // These two tell nothing of the rows; they only read, so the same statement is asked once more.
    statements[name] = async function metering(...args) {
      count(await all.apply(this, []));
      return original.apply(this, args);
    };
  }
}

/** Moments and lines of the log are written beside a command once in a while, by the clock: they are no part of its cost. */
function withoutBackground(): void {
  onBeat(() => undefined);
  alsoLogTo(() => undefined);
}

/** What the databases read and wrote while `work` ran; nothing else may run beside it. */
export async function rowsOf(work: () => Promise<unknown>): Promise<Rows> {
  if (!metered) {
    meterDatabases();
    withoutBackground();
  }
  metered = true;
  // The outbox reads and writes beside the answer, in the same isolate: it stays braked (see migrate) and must be done.
  await vi.waitFor(async () => {
    if ((await inspectOutbox(env)).active > 0) throw new Error('the outbox is still sending');
  }, { timeout: 20_000 });
  const before = { ...total };
  await work();
  const counted = { read: total.read - before.read, written: total.written - before.written, calls: total.calls - before.calls };
  return counted;
}
