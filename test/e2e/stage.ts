import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 200_000;
const PORTS = 3;

/** A whole Coffer of the test's own: Worker, stand-in and pages. */
export interface Stage {
  /** Where the sandbox page is. */
  url: string;
  close: () => Promise<void>;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once('error', () => resolve(false));
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  return promise;
}

/** A port with two more free above it. */
async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 1_000) * 10; ; port += PORTS) {
    const free = await Promise.all(Array.from({ length: PORTS }, (_, above) => isFree(port + above)));
    if (free.every(Boolean)) return port;
  }
}

/** Runs what `npm start` runs, on a state and ports of its own; E2E_URL names a sandbox page that runs already. */
export async function startStage(): Promise<Stage> {
  const running = process.env['E2E_URL'];
  if (running !== undefined) return { url: running, close: () => Promise.resolve() };
  const folder = mkdtempSync(join(tmpdir(), 'coffer-e2e-'));
  const port = await freePort();
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.ts')], {
    cwd: ROOT, env: { ...process.env, COFFER_FOLDER: folder, PORT: String(port), SANDBOX_DEADLINE_MS: '20000' }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  const ended = new Promise<void>((over) => child.once('exit', () => over()));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('Coffer runs')) resolve();
    });
  }
  const fail = (what: string): void => reject(new Error(`${what}:\n${output}`));
  child.once('exit', () => fail('Coffer did not start'));
  const late = setTimeout(() => fail('Coffer was not ready in time'), READY_WITHIN_MS);
  const close = async (): Promise<void> => {
    clearTimeout(late);
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready;
  } catch (error) {
    await close();
    throw error;
  }
  clearTimeout(late);
  return { url: `http://127.0.0.1:${port + 2}`, close };
}
