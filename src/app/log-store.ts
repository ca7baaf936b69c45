import { env as boundEnv, waitUntil } from 'cloudflare:workers';
import { savePulses } from '../features/operations/health/pulse-rows.ts';
import { LogBuffer } from '../features/operations/logs/buffer.ts';
import { writeLogs } from '../features/operations/logs/write.ts';
import { recentRuntime } from '../features/operations/runtime.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import type { Env } from '../kernel/env.ts';
import { alsoLogTo } from '../kernel/log.ts';
import { lastBeats, onBeat } from '../kernel/pulse.ts';

/** Lines of this time go together. */
const GATHER_MS = 250;
/** A write that has not begun after so long was cancelled with its request: the next line begins another. */
const LOST_MS = 5_000;

// The bindings of wrangler.toml: what `fetch` and the objects are given as Env.
const env = boundEnv as unknown as Env;
const buffer = new LogBuffer(Date.now);
let writingSince = 0;
let pulsesSavedAt = 0;

/** Goes on beside whatever runs; outside of a request there is nothing to go on beside, and the next one takes it up. */
function beside(work: () => Promise<void>): void {
  try {
    // A failure of the log cannot go to the log again.
    // oxlint-disable-next-line no-console
    waitUntil(work().catch((error: unknown) => console.error(JSON.stringify({ level: 'error', event: 'log.unwritten', error: String(error) }))));
  } catch (error) {
    // oxlint-disable-next-line no-console
    console.warn(JSON.stringify({ level: 'warn', event: 'log.later', error: String(error) }));
  }
}

async function write(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
  writingSince = 0;
  const { log_level: level } = await recentRuntime(env.DB, Date.now());
  await writeLogs(env.DB, buffer.take(level));
}

/** Of beats, one write a minute and isolate is enough. */
async function savePulse(): Promise<void> {
  await savePulses(env.DB, lastBeats());
}

/** From now on, lines worth keeping and the last beats go to the database, beside the work that they come from. */
export function keepLogs(): void {
  alsoLogTo((line) => {
    buffer.add(line);
    const now = Date.now();
    if (!buffer.waiting || now - writingSince < LOST_MS) return;
    writingSince = now;
    beside(write);
  });
  onBeat(() => {
    const now = Date.now();
    if (now - pulsesSavedAt < MINUTE_MS) return;
    pulsesSavedAt = now;
    beside(savePulse);
  });
}
