import type { MonitorOptions } from './options.ts';
import type { Health, LogLine, Snapshot, Status, Stats } from './snapshot.ts';

/** Longer waits count as no answer. */
const ANSWER_WITHIN_MS = 10_000;
const LINES = 8;

/** A refusal that a person should read, such as a wrong password. */
class Refused extends Error {}

/** Reads how Coffer is: what everybody may see, and with credentials what the operator sees. */
export class MonitorClient {
  private readonly options: MonitorOptions;
  private token: string | null;
  private refreshToken: string | null = null;

  constructor(options: MonitorOptions) {
    this.options = options;
    this.token = options.credentials && 'token' in options.credentials ? options.credentials.token : null;
  }

  async snapshot(): Promise<Snapshot> {
    const at = Date.now();
    try {
      const health = (await (await this.fetch('/health')).json()) as Health;
      const took = Date.now() - at;
      const stats = (await (await this.fetch('/stats')).json()) as Stats;
      return { at, url: this.options.url, health, took, stats, ...(await this.asOperator()) };
    } catch (error) {
      return { at, url: this.options.url, health: null, took: Date.now() - at, stats: null, status: null, lines: [], problem: reasonOf(error) };
    }
  }

  private async asOperator(): Promise<Pick<Snapshot, 'status' | 'lines' | 'problem'>> {
    if (this.options.credentials === null) return { status: null, lines: [], problem: null };
    try {
      const status = (await this.authorized('/api/status')) as Status;
      const { data } = (await this.authorized(`/api/logs?per_page=${LINES}`)) as { data: LogLine[] };
      return { status, lines: data, problem: null };
    } catch (error) {
      return { status: null, lines: [], problem: reasonOf(error) };
    }
  }

  /** A second try signs in again: the access token lives a quarter of an hour. */
  private async authorized(path: string): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      this.token ??= await this.signIn();
      const answer = await this.fetch(path, { headers: { Authorization: `Bearer ${this.token}` } });
      if (answer.ok) return answer.json();
      const { error } = (await answer.json()) as { error?: { message?: string } };
      if (answer.status !== 401 || attempt > 1) throw new Refused(error?.message ?? `${path} answered ${answer.status}`);
      if (this.options.credentials && 'token' in this.options.credentials) throw new Refused('COFFER_TOKEN is not accepted (any more)');
      this.token = null;
    }
  }

  /** Goes on with the session while it can, so that hours of watching are one session and one sign-in. */
  private async signIn(): Promise<string> {
    if (!this.options.credentials || !('username' in this.options.credentials)) throw new Refused('no credentials');
    const { username, password } = this.options.credentials;
    const renewed = this.refreshToken === null ? null : await this.post('/api/auth/refresh', { refresh_token: this.refreshToken });
    const body = renewed?.access_token === undefined ? await this.post('/api/auth/login', { username, password, tokens: true }) : renewed;
    if (body.access_token === undefined) throw new Refused(body.error?.message ?? 'the sign-in gave no token');
    this.refreshToken = body.refresh_token ?? null;
    return body.access_token;
  }

  /** Ends the session that the monitor has opened. */
  async signOut(): Promise<void> {
    if (this.refreshToken !== null) await this.post('/api/auth/logout', { refresh_token: this.refreshToken });
    this.refreshToken = null;
  }

  private async post(path: string, body: object): Promise<{ access_token?: string; refresh_token?: string; error?: { message?: string } }> {
    const answer = await this.fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    return (await answer.json()) as Awaited<ReturnType<MonitorClient['post']>>;
  }

  private fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.options.url}${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${ANSWER_WITHIN_MS / 1_000} s`;
  if (error instanceof SyntaxError) return 'what answers there is not Coffer';
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
