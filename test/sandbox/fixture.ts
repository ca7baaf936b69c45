import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { startSandbox } from '../../scripts/sandbox/server.ts';
import type { Sandbox, SandboxOptions } from '../../scripts/sandbox/server.ts';

/** A JSON object of an answer, read loosely as tests do. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
export type Json = any;

export interface Received {
  headers: IncomingHttpHeaders;
  text: string;
  json: Json;
}

type Endpoint = (received: Received) => unknown | Promise<unknown>;

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A Worker of a few lines: what `endpoint` returns is the answer; a number is a bare status, undefined no answer at all. */
async function fakeWorker(endpoint: Endpoint): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const answer = await endpoint({ headers: request.headers, text, json: JSON.parse(text) });
    if (answer === undefined) return;
    response.writeHead(typeof answer === 'number' ? answer : 200, { 'Content-Type': 'application/json' });
    response.end(typeof answer === 'number' ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A stand-in in memory, closed after the test; the Worker behind it answers "hello" unless told. */
export async function sandboxWith(endpoint: Endpoint = () => reply('hello'), options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, workerUrl: await fakeWorker(endpoint), openapi: false, ...options });
  closers.push(() => sandbox.close());
  return sandbox;
}

/** A reply with a text. */
export function reply(content: string, more: Record<string, unknown> = {}): Json {
  return { type: 4, data: { content, ...more } };
}

/** Answers of the REST API, as the bot sees them. */
export async function rest(
  sandbox: Sandbox, method: string, path: string, body?: unknown, headers: Record<string, string> = {},
): Promise<{ status: number; json: Json; headers: Headers }> {
  const answer = await fetch(sandbox.apiBase + path, {
    method,
    headers: {
      Authorization: `Bot ${sandbox.identity.botToken}`, 'User-Agent': 'DiscordBot (https://coffer.example, 1.0)',
      'Content-Type': 'application/json', ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json') && text !== '' ? JSON.parse(text) : text;
  return { status: answer.status, json, headers: answer.headers };
}

/** A lever or a window of the stand-in. */
export async function control(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<Json> {
  const answer = await fetch(`${sandbox.url}/_sandbox${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return answer.json();
}

/** Registers commands for the demo server. */
export async function register(sandbox: Sandbox, guild: string, commands: Json[]): Promise<{ status: number; json: Json }> {
  return rest(sandbox, 'PUT', `/applications/${sandbox.identity.applicationId}/guilds/${guild}/commands`, commands);
}
