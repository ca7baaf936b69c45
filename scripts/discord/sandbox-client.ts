import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InteractRequest } from '../sandbox/interact/request.ts';
import type { StoredChannel, StoredMessage } from '../sandbox/model.ts';
import type { Outcome, SandboxState } from '../sandbox/view.ts';

const RUN_FILE = join(import.meta.dirname, '..', '..', '.coffer', 'run.json');
const DEFAULT_URL = 'http://127.0.0.1:8789';

/** Something to tell the person in one line, without a stack. */
export class PlainError extends Error {}

/** Where the stand-in listens: SANDBOX_URL, else what the start script noted, else the default. */
export function sandboxUrl(environment: Record<string, string | undefined>, runFile: string = RUN_FILE): string {
  if (environment['SANDBOX_URL']) return environment['SANDBOX_URL'].replace(/\/$/, '');
  if (!existsSync(runFile)) return DEFAULT_URL;
  return (JSON.parse(readFileSync(runFile, 'utf8')) as { sandboxUrl?: string }).sandboxUrl ?? DEFAULT_URL;
}

/** The stand-in's control calls. */
export class SandboxClient {
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  state(): Promise<SandboxState> {
    return this.call('GET', '/state') as Promise<SandboxState>;
  }

  interact(request: InteractRequest): Promise<Outcome> {
    return this.call('POST', '/interact', request) as Promise<Outcome>;
  }

  message(id: string): Promise<StoredMessage> {
    return this.call('GET', `/message?id=${id}`) as Promise<StoredMessage>;
  }

  messages(query: { channel?: string; as?: string }): Promise<{ channel: StoredChannel | null; messages: StoredMessage[] }> {
    return this.call('GET', `/messages?${new URLSearchParams(query).toString()}`) as ReturnType<SandboxClient['messages']>;
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    let answer: Response;
    try {
      answer = await fetch(`${this.url}/_sandbox${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    } catch (error) {
      if (error instanceof TypeError) throw new PlainError(`nothing listens at ${this.url}: start it with npm start`, { cause: error });
      throw error;
    }
    const json = (await answer.json()) as { error?: string };
    if (answer.ok) return json;
    throw new PlainError(json.error ?? `the stand-in answered ${answer.status}`);
  }
}
