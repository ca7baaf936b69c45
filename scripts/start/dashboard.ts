import { setTimeout as sleep } from 'node:timers/promises';
import { WRANGLER, WRANGLER_ENV } from './database.ts';
import { FILES } from './folders.ts';
import { startNode } from './processes.ts';
import { Stop } from './stop.ts';
import { worthShowing } from './worker.ts';

const READY_WITHIN_MS = 90_000;
const ASK_EVERY_MS = 200;
const TAIL_LINES = 25;

/** Whether the dashboard answers, and its Function reaches the Worker behind it. */
async function reaches(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/openapi.json`, { method: 'HEAD', signal: AbortSignal.timeout(20_000) })).ok;
  } catch (error) {
    // Nothing listens yet; everything else is a fault of ours.
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return false;
    throw error;
  }
}

/**
 * Serves the built dashboard as Pages does, with /api handed to the Worker. Only after the Worker is up: started at
 * once, the two race for a port.
 * @throws Stop with the last lines of its output when it ends or does not answer
 */
export async function startDashboard(port: number, onEnd: () => void): Promise<string> {
  const url = `http://127.0.0.1:${port}`;
  const tail: string[] = [];
  let ready = false;
  const args = ['--cwd', FILES.dashboard, 'pages', 'dev', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0', '--show-interactive-dev-session=false'];
  const child = startNode([WRANGLER, ...args], WRANGLER_ENV, (line) => {
    if (ready && worthShowing(line)) console.log(line);
    if (!ready && tail.push(line) > TAIL_LINES) tail.shift();
  });
  child.once('exit', () => ready && onEnd());
  const deadline = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (await reaches(url)) {
      ready = true;
      return url;
    }
    await sleep(ASK_EVERY_MS);
  }
  throw new Stop(`The dashboard did not start; the whole log is in .coffer/dev.log. Its last lines:\n${tail.join('\n')}`);
}
