import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attachments } from './attachments.ts';
import { readBody } from './body.ts';
import type { ReadBody } from './body.ts';
import { bareFailure, DiscordError, failure } from './errors.ts';
import { refusalOf, SLOW_MS } from './faults.ts';
import type { Fault } from './fault.ts';
import type { Faults } from './faults.ts';
import type { Identity } from './keys.ts';
import type { RequestLog } from './log.ts';
import type { Dict, StoredUser } from './model.ts';
import { bearerOf } from './oauth.ts';
import type { OpenApi } from './openapi.ts';
import type { RateLimiter } from './ratelimit.ts';
import { commandRoutes } from './rest/commands.ts';
import { guildRoutes } from './rest/guilds.ts';
import { interactionRoutes } from './rest/interactions.ts';
import { messageRoutes } from './rest/messages.ts';
import { oauthRoutes } from './rest/oauth.ts';
import { pinRoutes } from './rest/pins.ts';
import { userRoutes } from './rest/users.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import { findRoute } from './route.ts';
import type { Answer, Call, Match } from './route.ts';
import type { World } from './world.ts';

const ROUTES = [
  ...messageRoutes, ...pinRoutes, ...guildRoutes, ...userRoutes, ...commandRoutes, ...webhookRoutes, ...interactionRoutes, ...oauthRoutes,
];

export interface Backend {
  world: World;
  identity: Identity;
  faults: Faults;
  limiter: RateLimiter;
  log: RequestLog;
  openapi: OpenApi | undefined;
  attachments: Attachments;
  now: () => number;
  exchangeEnded: (interactionId: string) => Promise<void>;
}

/** An answer ready for the wire; silence instead of one where a fault says so. */
export type Reply =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body?: unknown; text?: string }
  | { kind: 'hang' }
  | { kind: 'cut' };

/** The person whose token the call brings; undefined for the bot's own. */
function assertCaller(request: IncomingMessage, { route }: Match, { world, identity, now }: Backend): StoredUser | undefined {
  if (!/^DiscordBot \(\S+, [^)]+\)/.test(request.headers['user-agent'] ?? '')) throw failure(40333);
  const authorization = request.headers.authorization;
  if (!route.bot || authorization === `Bot ${identity.botToken}`) return undefined;
  const user = route.scope === undefined ? undefined : bearerOf(world, authorization, route.scope, now());
  if (user === undefined) throw bareFailure(401, 'Unauthorized');
  return user;
}

function listOf(json: unknown): unknown[] {
  if (!Array.isArray(json)) throw failure(50035, { errors: { _errors: [{ code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' }] } });
  return json;
}

/** One call with everything that was read of it. */
interface Asked {
  match: Match;
  query: URLSearchParams;
  read: ReadBody;
  user: StoredUser | undefined;
  authorization: string | undefined;
}

function callOf(backend: Backend, world: World, { match, query, read, user, authorization }: Asked): Call {
  const bulk = match.route.method === 'PUT' && match.route.template.endsWith('/commands');
  const body = !bulk && typeof read.json === 'object' && read.json !== null && !Array.isArray(read.json) ? (read.json as Dict) : {};
  const ephemeral = (Number(body['flags'] ?? 0) & 64) !== 0;
  return {
    world, user, authorization, isForm: read.isForm, identity: backend.identity, now: backend.now(), params: match.params, query, body, list: bulk ? listOf(read.json) : [],
    files: read.files.map((file) => backend.attachments.add(file, backend.now(), ephemeral)),
    attachments: backend.attachments, exchangeEnded: backend.exchangeEnded,
  };
}

/** Runs a route; a body that breaks the OpenAPI document is refused, with the route's own better-worded refusal first. */
async function carryOut(backend: Backend, asked: Asked, fault: Fault | undefined): Promise<{ answer: Answer; schema?: string[] }> {
  const { match: { route }, query, read } = asked;
  const problems = backend.openapi?.checkRequest(route.method, route.template, read.json ?? {}, query);
  const refused = problems?.failure();
  const world = refused !== undefined || fault?.kind === 'accept-drop' ? backend.world.detached() : backend.world;
  const answer = await route.run(callOf(backend, world, asked));
  if (refused === undefined) return { answer };
  throw Object.assign(refused, { schema: problems?.lines() });
}

/** Answers one call below /api/v10 as Discord would, faults included, and logs it. */
export async function answerRest(backend: Backend, request: IncomingMessage, path: string, query: URLSearchParams): Promise<Reply> {
  const method = request.method ?? 'GET';
  const entry = { kind: 'rest' as const, method, path, ...(query.size > 0 ? { query: query.toString() } : {}) };
  let read: ReadBody = { json: undefined, files: [], isForm: false };
  let fault: Fault | undefined;
  let headers: Record<string, string> = {};
  const log = (status: number | null, extra: Dict = {}): void => {
    backend.log.add({ ...entry, body: read.json, status, ...(fault ? { fault: fault.kind } : {}), ...extra }, backend.now());
  };
  try {
    read = await readBody(request);
    const match = findRoute(ROUTES, method, path);
    if (match === undefined) throw bareFailure(404, 'Not Found');
    if (match === 'method') throw bareFailure(405, 'Method Not Allowed');
    const user = assertCaller(request, match, backend);
    fault = backend.faults.strike(method, path);
    if (fault?.kind === 'hang') {
      log(null);
      return { kind: 'hang' };
    }
    if (fault?.kind === 'slow') await pause(fault.delay_ms ?? SLOW_MS);
    if (fault?.kind === 'ban') {
      log(429);
      return { kind: 'answer', status: 429, headers: { 'Retry-After': String(fault.retry_after ?? 7_200) }, text: 'error code: 1015' };
    }
    const refusal = fault === undefined ? undefined : refusalOf(fault);
    if (refusal !== undefined) throw refusal;
    headers = backend.limiter.take(match, backend.now());
    const { answer } = await carryOut(backend, { match, query, read, user, authorization: request.headers.authorization }, fault);
    const lost = fault?.kind === 'lost-answer';
    log(lost ? null : answer.status, { response: answer.body });
    return lost ? { kind: 'cut' } : { kind: 'answer', status: answer.status, headers, ...(answer.body === undefined ? {} : { body: answer.body }) };
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    const schema = (error as { schema?: string[] }).schema; // set by carryOut
    log(error.status, { response: error.body, ...(schema ? { schema } : {}) });
    return { kind: 'answer', status: error.status, headers: { ...headers, ...error.headers }, body: error.body };
  }
}
