import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '../settings.ts';
import { WRANGLER, WRANGLER_ENV } from './database.ts';
import { FILES } from './folders.ts';
import { startNode } from './processes.ts';
import { Stop } from './stop.ts';

const HEALTHY_WITHIN_MS = 90_000;
/** Long enough for a first answer on a busy machine; asking again sooner would only add to the queue. */
const ANSWER_WITHIN_MS = 20_000;
const ASK_EVERY_MS = 150;
const TAIL_LINES = 25;

export interface WorkerSettings {
  port: number;
  application: Application;
  apiBase: string;
  /** Further settings of the Worker, by name. */
  vars: Record<string, string>;
}

/** A line of wrangler's env file: in quotes that the value does not have, and with `$` kept from being expanded. */
export function varLine(name: string, value: string): string {
  const quote = ["'", '`'].find((mark) => !value.includes(mark));
  if (quote === undefined || /[\r\n]/.test(value)) throw new Stop(`${name} cannot be written to a file of settings`);
  return `${name}=${quote}${value.replaceAll('$', '\\$')}${quote}\n`;
}

/** The Worker's secrets as a file that only its owner reads: arguments would show in the list of processes. */
function writeVars({ application, apiBase, vars: more }: WorkerSettings): void {
  const vars = {
    DISCORD_PUBLIC_KEY: application.publicKey,
    DISCORD_APPLICATION_ID: application.applicationId,
    DISCORD_TOKEN: application.token,
    DISCORD_API_BASE: apiBase,
    ...more,
  };
  const text = Object.entries(vars).map(([name, value]) => varLine(name, value)).join('');
  writeFileSync(FILES.vars, text, { mode: 0o600 });
}

/** Of the Worker's output only what needs a person: warnings and errors of its log, and failed builds. */
export function worthShowing(line: string): boolean {
  return /\[ERROR\]|"level":"(warn|error)"|^✘/.test(line);
}

/** Whether GET /health answers 200 within so many milliseconds. */
export async function isHealthy(url: string, withinMs: number): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(withinMs) })).ok;
  } catch (error) {
    // Nothing listens yet, or it is still compiling; everything else is a fault of ours.
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return false;
    throw error;
  }
}

/**
 * Starts `wrangler dev` and waits until the Worker is healthy; `onEnd` is called when it ends by itself later.
 * @throws Stop with the last lines of its output when it ends or stays unhealthy.
 */
export async function startWorker(settings: WorkerSettings, onEnd: () => void): Promise<string> {
  writeVars(settings);
  const url = `http://127.0.0.1:${settings.port}`;
  const tail: string[] = [];
  let ready = false;
  const args = ['dev', '--local', '--ip', '127.0.0.1', '--port', String(settings.port), '--persist-to', FILES.state];
  const options = ['--inspector-port', '0', '--env-file', FILES.vars, '--show-interactive-dev-session=false'];
  const child = startNode([WRANGLER, ...args, ...options], WRANGLER_ENV, (line) => {
    if (ready && worthShowing(line)) console.log(line);
    if (!ready && tail.push(line) > TAIL_LINES) tail.shift();
  });
  child.once('exit', () => ready && onEnd());
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (await isHealthy(url, ANSWER_WITHIN_MS)) {
      ready = true;
      return url;
    }
    await sleep(ASK_EVERY_MS);
  }
  throw new Stop(`The Worker did not start; the whole log is in .coffer/dev.log. Its last lines:\n${tail.join('\n')}`);
}
