import { fork, type ChildProcess } from 'node:child_process';
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Answer {
  id?: number;
  url?: string;
  results?: Record<string, unknown>[];
  error?: string;
}

/** Where Linux has a file system in memory. */
const MEMORY = '/dev/shm';

/** A server process under measurement. */
export class BenchServer {
  readonly url: URL;
  /** Connections stay open between samples: opening them is not what is measured. */
  readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #child: ChildProcess;
  #asked = 0;

  private constructor(child: ChildProcess, url: URL) {
    this.#child = child;
    this.url = url;
  }

  /** Starts scripts/bench/server.ts on a bundle and waits for its address. */
  static async start(script: string, publicKey: string, more: Record<string, string> = {}): Promise<BenchServer> {
    // Miniflare keeps its databases in the temporary folder; in memory, because what a disk takes to sync is not the Worker's CPU.
    const folder = existsSync(MEMORY) ? { TMPDIR: MEMORY } : {};
    const env = { ...process.env, ...folder, ...more, BENCH_SCRIPT: script, BENCH_PUBLIC_KEY: publicKey };
    const child = fork(fileURLToPath(import.meta.resolve('./server.ts')), { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: Answer) => resolve(message.url ?? ''));
      child.once('exit', (code) => reject(new Error(`the bench server ended with ${code}`)));
    });
    return new BenchServer(child, new URL(url));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Rows of a query on the server's database. */
  query(sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.#ask({ sql, params });
  }

  /** Fires a cron trigger and waits for its jobs. */
  async cron(cron: string): Promise<void> {
    await this.#ask({ cron });
  }

  #ask(what: { sql?: string; params?: unknown[]; cron?: string }): Promise<Record<string, unknown>[]> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      const hear = (message: Answer): void => {
        if (message.id !== id) return;
        this.#child.off('message', hear);
        if (message.error) reject(new Error(message.error));
        else resolve(message.results ?? []);
      };
      this.#child.on('message', hear);
      this.#child.send({ id, ...what });
    });
  }

  /** CPU seconds that the process and all its descendants have used (Linux). */
  cpuSeconds(): number {
    return processTree(this.pid).reduce((sum, pid) => sum + cpuOf(pid), 0);
  }

  stop(): void {
    this.agent.destroy();
    this.#child.disconnect();
  }

  /** SIGKILL to the whole tree, as a power cut would. */
  kill(): void {
    for (const pid of processTree(this.pid).reverse()) process.kill(pid, 'SIGKILL');
  }
}

function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Nanoseconds on a CPU by each thread, which is finer than the clock ticks of /proc/PID/stat. */
function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanos = threads.map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]));
  return nanos.reduce((sum, spent) => sum + spent, 0) / 1e9;
}

function processTree(root: number): number[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      return [[Number(name), Number(statOf(Number(name))[1])] as const];
    } catch (error) {
      // A process that ended between the listing and the read.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH') return [];
      throw error;
    }
  });
  const tree = [root];
  for (let index = 0; index < tree.length; index += 1) {
    tree.push(...parents.filter(([, parent]) => parent === tree[index]).map(([pid]) => pid));
  }
  return tree;
}
