import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { Attachments } from './attachments.ts';
import { answerControl } from './control.ts';
import { answerRest } from './discord-api.ts';
import type { Backend, Reply } from './discord-api.ts';
import { DiscordError } from './errors.ts';
import { LiveEvents } from './events.ts';
import { Faults } from './faults.ts';
import { interact } from './interact/interact.ts';
import type { Interactor } from './interact/interact.ts';
import type { InteractRequest } from './interact/request.ts';
import { createIdentity, loadIdentity } from './keys.ts';
import type { Identity } from './keys.ts';
import { RequestLog } from './log.ts';
import { sendAuthorize } from './oauth.ts';
import { OpenApi } from './openapi.ts';
import { sendPage } from './page.ts';
import { RateLimiter } from './ratelimit.ts';
import type { Allowance } from './ratelimit.ts';
import type { Outcome } from './view.ts';
import { World } from './world.ts';

export interface SandboxOptions {
  /** 0 picks a free port. */
  port: number;
  /** Where the Worker listens, without a path. */
  workerUrl: string;
  /** The world's file; its folder also keeps the identity. Without it nothing outlives the process. */
  stateFile?: string;
  /** Overrides the kept application id. */
  applicationId?: string;
  identity?: Identity;
  /** Path of Discord's OpenAPI document, or false to do without. */
  openapi?: string | false;
  /** The clock, ms since 1970. */
  now?: () => number;
  /** Replaces allowances by "METHOD /template", or "global". */
  limits?: Record<string, Allowance>;
  /** How long the endpoint may take, ms; Discord's 3,000 unless told. */
  deadlineMs?: number;
}

export interface Sandbox {
  url: string;
  /** DISCORD_API_BASE for the Worker. */
  apiBase: string;
  identity: Identity;
  world: World;
  log: RequestLog;
  faults: Faults;
  interact: (request: InteractRequest) => Promise<Outcome>;
  /** Points the stand-in at another Worker. */
  setWorkerUrl: (url: string) => void;
  close: () => Promise<void>;
}

const API = /^\/api(?:\/v\d+)?(\/.*)$/;

/** Whether a request comes from this machine and not, through a browser, from a page elsewhere. */
function isLocal(request: IncomingMessage): boolean {
  const hosts = [`http://${request.headers.host ?? ''}`, ...(request.headers.origin === undefined ? [] : [request.headers.origin])];
  return hosts.every((url) => URL.canParse(url) && ['127.0.0.1', 'localhost'].includes(new URL(url).hostname));
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function sendReply(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'hang') return;
  if (reply.kind === 'cut') {
    response.destroy();
    return;
  }
  if (reply.text === undefined) send(response, reply.status, reply.body, reply.headers);
  else response.writeHead(reply.status, { ...reply.headers, 'Content-Type': 'text/plain' }).end(reply.text);
}

function sendFile(response: ServerResponse, attachments: Attachments, path: string): void {
  const file = attachments.get(path.split('/')[2] ?? '');
  if (file === undefined) send(response, 404, { message: '404: Not Found', code: 0 });
  else response.writeHead(200, { 'Content-Type': file.contentType, 'Content-Length': file.bytes.length }).end(file.bytes);
}

async function handle(backend: Backend, interactor: Interactor, live: LiveEvents, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLocal(request)) return send(response, 403, { message: 'the stand-in answers this machine only', code: 0 });
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const api = API.exec(url.pathname)?.[1];
  if (api !== undefined) sendReply(response, await answerRest(backend, request, api, url.searchParams));
  else if (url.pathname === '/oauth2/authorize' && request.method === 'GET') sendAuthorize(response, backend.world, backend.identity, url.searchParams, backend.now());
  else if (url.pathname.startsWith('/_sandbox')) {
    if (url.pathname === '/_sandbox/events') return live.open(response);
    const { status, body } = await answerControl(backend, interactor, request, url.pathname.slice('/_sandbox'.length), url.searchParams);
    send(response, status, body);
  } else if (url.pathname.startsWith('/attachments/')) sendFile(response, backend.attachments, url.pathname);
  else if (!/^(GET|HEAD)$/.test(request.method ?? '') || !sendPage(response, url.pathname)) send(response, 404, { message: '404: Not Found', code: 0 });
}

function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  // The loopback address alone: the stand-in obeys whoever reaches it.
  server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  return promise;
}

function identityOf(options: SandboxOptions): Identity {
  const kept = options.identity ?? (options.stateFile === undefined ? createIdentity() : loadIdentity(dirname(options.stateFile)));
  return options.applicationId === undefined ? kept : { ...kept, applicationId: options.applicationId };
}

/** Starts the stand-in for Discord on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const identity = identityOf(options);
  const world = World.open(identity.applicationId, options.stateFile);
  const shared = {
    world, identity, attachments: new Attachments(), log: new RequestLog(), now: options.now ?? Date.now,
    openapi: options.openapi === false ? undefined : OpenApi.load(options.openapi),
  };
  const exchanges = new Map<string, Promise<void>>();
  const interactor: Interactor = {
    ...shared, exchanges, workerUrl: options.workerUrl,
    ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
  };
  const backend: Backend = {
    ...shared, faults: new Faults(), limiter: new RateLimiter(options.limits), exchangeEnded: (id) => exchanges.get(id) ?? Promise.resolve(),
  };
  const live = new LiveEvents(world, shared.log, backend.faults);
  const server = createServer((request, response) => {
    handle(backend, interactor, live, request, response).catch((error: unknown) => {
      if (error instanceof DiscordError) return send(response, error.status, error.body, error.headers);
      console.error('sandbox:', error);
      if (!response.headersSent) send(response, 500, { message: '500: Internal Server Error', code: 0 });
    });
  });
  const port = await listen(server, options.port);
  const url = `http://127.0.0.1:${port}`;
  shared.attachments.baseUrl = url;
  world.touch();
  return {
    url, apiBase: `${url}/api/v10`, identity, world, log: shared.log, faults: backend.faults,
    interact: (request) => interact(interactor, request),
    setWorkerUrl: (next) => { interactor.workerUrl = next; },
    close: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      live.close();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
      world.flush();
    },
  };
}
