import { env } from './env.ts';

export interface Rows {
  read: number;
  written: number;
  /** Calls to a database, a batch being one. */
  calls: number;
}

type Method = (this: unknown, ...args: unknown[]) => Promise<unknown>;

const total: Rows = { read: 0, written: 0, calls: 0 };
let metered = false;

/** Adds up what D1 says of the rows of every result, in the Worker and in its objects: they share one isolate. */
function meter(prototype: Record<string, Method>, name: string): void {
  const original = prototype[name];
  if (!original) throw new Error(`D1 has no ${name}`);
  prototype[name] = async function metering(...args) {
    const answer = await original.apply(this, args);
    total.calls += 1;
    for (const result of Array.isArray(answer) ? answer : [answer]) {
      const meta = (result as { meta?: { rows_read?: number; rows_written?: number } } | null)?.meta;
      total.read += meta?.rows_read ?? 0;
      total.written += meta?.rows_written ?? 0;
    }
    return answer;
  };
}

/** What the databases read and wrote while `work` ran; nothing else may run beside it. */
export async function rowsOf(work: () => Promise<unknown>): Promise<Rows> {
  if (!metered) {
    metered = true;
    meter(Object.getPrototypeOf(env.DB), 'batch');
    meter(Object.getPrototypeOf(env.DB.prepare('SELECT 1')), 'all');
    meter(Object.getPrototypeOf(env.DB.prepare('SELECT 1')), 'run');
  }
  const before = { ...total };
  await work();
  return { read: total.read - before.read, written: total.written - before.written, calls: total.calls - before.calls };
}
