import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { FILES, ROOT } from './folders.ts';
import { Stop } from './stop.ts';

/** Time a child has to end by itself before it is killed. */
const GRACE_MS = 4_000;
const WINDOWS = process.platform === 'win32';

const running = new Set<ChildProcess>();

/** Signals the child and everything it started: each child leads a process group of its own. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (WINDOWS) child.kill(name);
    else process.kill(-child.pid, name);
  } catch (error) {
    // ESRCH: the group ended in the meantime, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

// The last line of defence: whatever ends this process takes the children along.
process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});

/** Starts Node with these arguments. Output goes to `onLine` line by line, and whole to .coffer/dev.log. */
export function startNode(args: string[], env: Record<string, string>, onLine: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !WINDOWS,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      appendFileSync(FILES.log, text);
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
  }
  return child;
}

/** Runs Node to its end and gives its output. @throws Stop with that output when it fails. */
export async function runNode(what: string, args: string[], env: Record<string, string>): Promise<string> {
  const lines: string[] = [];
  const child = startNode(args, env, (line) => lines.push(line));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject);
  child.once('close', resolve);
  const code = await promise;
  const output = lines.join('\n').trim();
  if (code !== 0) throw new Stop(`${what} failed:\n${output}`);
  return output;
}

/** Ends every child: politely, and after GRACE_MS by force. */
export async function stopAll(): Promise<void> {
  const children = [...running];
  const ended = children.map((child) => new Promise<void>((resolve) => child.once('exit', () => resolve())));
  for (const child of children) signal(child, 'SIGTERM');
  const force = setTimeout(() => children.forEach((child) => signal(child, 'SIGKILL')), GRACE_MS);
  await Promise.all(ended);
  clearTimeout(force);
  // wrangler may be gone before its workerd is.
  for (const child of children) signal(child, 'SIGKILL');
}
