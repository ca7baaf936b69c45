import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

const ROOT = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 300_000;
const PORTS = 3;

/** Where a whole Coffer runs, and who may sign in there. */
export interface Stage {
  /** Address of the sandbox page. */
  sandbox: string;
  /** Address of the dashboard. */
  dashboard: string;
  username: string;
  password: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    stage: Stage;
  }
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

const addresses = (port: number): Pick<Stage, 'sandbox' | 'dashboard'> => ({ dashboard: `http://127.0.0.1:${port + 1}`, sandbox: `http://127.0.0.1:${port + 2}` });

/** A Coffer that runs already: E2E_PORT is its PORT. @throws Error where nobody says who may sign in */
function running(port: number): Stage {
  const { ADMIN_USERNAME: username = 'admin', ADMIN_PASSWORD: password } = process.env;
  if (password === undefined) throw new Error('With E2E_PORT the tests need ADMIN_PASSWORD (and ADMIN_USERNAME) of the Coffer that runs there');
  return { ...addresses(port), username, password };
}

/** Runs what `npm start` runs, on a state and ports of its own. */
async function start(): Promise<{ stage: Stage; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'coffer-e2e-'));
  const port = await freePort();
  const [username, password] = ['harbour', randomBytes(12).toString('base64url')];
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.ts')], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, COFFER_FOLDER: folder, PORT: String(port), SANDBOX_DEADLINE_MS: '20000', ADMIN_USERNAME: username, ADMIN_PASSWORD: password },
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
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready;
  } catch (error) {
    await close();
    throw error;
  } finally {
    clearTimeout(late);
  }
  return { stage: { ...addresses(port), username, password }, close };
}

/** One Coffer for all files of the project: Worker, stand-in and pages take a minute to start. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const port = process.env['E2E_PORT'];
  if (port !== undefined) {
    project.provide('stage', running(Number(port)));
    return undefined;
  }
  const { stage, close } = await start();
  project.provide('stage', stage);
  return close;
}
