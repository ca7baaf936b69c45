import { Hono } from 'hono';
import type { Context as Request } from 'hono';
import { Replan } from '../define/replan.ts';
import type { AnyRoute, Answer, ApiContext, Call, Principal } from '../define/route.ts';
import { etagOf } from '../define/versions.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Env } from '../kernel/env.ts';
import { AppError } from '../kernel/errors.ts';
import { languageOf, type Language } from '../kernel/language.ts';
import { REPLAN_MAX } from '../kernel/limits.ts';
import { errorResponse } from './errors.ts';
import { crossSite } from './guard.ts';
import { parsed, readJson, serverIdOf, type RawInput } from './input.ts';

type App = { Bindings: Env };

/** What one request about a server asks, for its key and fingerprint. */
export interface Asked {
  route: AnyRoute;
  guildId: string;
  /** The client's Idempotency-Key, or null. */
  key: string | null;
  input: unknown;
  /** The rate windows have counted this request already. */
  admitted: boolean;
}

/** What the door is given by app/. */
export interface ApiServices {
  routes: AnyRoute[];
  clock: Clock;
  /** Who a request comes from; null without valid credentials. */
  authenticate(env: Env, request: globalThis.Request, now: number): Promise<Principal | null>;
  /** Throws AppError where the server is unknown to the person, or they may not. */
  authorize(call: Call & { principal: Principal }, route: AnyRoute, guildId: string): Promise<GuildDoor>;
  /** What a call may ask about its caller. */
  reach(env: Env, request: globalThis.Request, principal: Principal | null): Pick<Call, 'visibleServers' | 'isStaff' | 'levelsIn'>;
  texts(language: Language): Texts;
}

/** A server that the caller may ask about. */
export interface GuildDoor {
  /** The context of one attempt, on settings as they are now. */
  context(asked: Asked): Promise<ApiContext>;
}

/** `:server_id` matches the ids of servers only, so that `/api/auth/…` and the like never reach a server's routes. */
const honoPath = (path: string): string => path.replace(':server_id', ':server_id{[0-9]{17,20}}');

/** The HTTP API: who, what, may they, run, answer. Every refusal is the one envelope of errors. */
export function apiDoor(services: ApiServices): Hono<App> {
  const app = new Hono<App>();
  for (const route of services.routes) app.on(route.method, honoPath(route.path), (c) => handle(c, route, services));
  return app.notFound((c) => errorResponse(new AppError('not_found', 'errors.no_route'), services.texts(languageOf(c.req.header('accept-language'))), 'NONE'));
}

async function handle(c: Request<App>, route: AnyRoute, services: ApiServices): Promise<Response> {
  const reference = crypto.randomUUID().slice(0, 8).toUpperCase();
  const texts = services.texts(languageOf(c.req.header('accept-language')));
  try {
    const call: Call = {
      env: c.env, request: c.req.raw, principal: null, now: services.clock(), texts, reference,
      ifMatch: c.req.header('if-match') ?? null, later: (work) => c.executionCtx.waitUntil(work),
      ...services.reach(c.env, c.req.raw, null),
    };
    return responseOf(await answer(c, route, services, call), call);
  } catch (error) {
    return errorResponse(error, texts, reference, route);
  }
}

async function answer(c: Request<App>, route: AnyRoute, services: ApiServices, anonymous: Call): Promise<Answer<unknown> | Response> {
  if (crossSite(c.req.raw, c.env.PUBLIC_URL)) throw new AppError('forbidden', 'errors.cross_site');
  const principal = await services.authenticate(c.env, c.req.raw, anonymous.now);
  const reach = services.reach(c.env, c.req.raw, principal);
  if (route.access === 'public') return route.run({ ...anonymous, ...reach, principal }, parsed(route, await rawOf(c, route)));
  if (!principal) throw new AppError('unauthenticated', 'errors.signed_out');
  const call = { ...anonymous, ...reach, principal };
  if (route.guild === null) {
    if (route.access === 'operator' && principal.kind !== 'operator') throw new AppError('forbidden', 'errors.needs_operator');
    return route.run(call, parsed(route, await rawOf(c, route)));
  }
  const raw = await rawOf(c, route);
  const guildId = serverIdOf(route, raw);
  const door = await services.authorize(call, route, guildId);
  const input = parsed(route, raw);
  const key = c.req.header('idempotency-key')?.slice(0, 200) || null;
  // One key for all attempts: a second plan of the same request is the same cause.
  const asked = { route, guildId, key: key ?? `${anonymous.now}-${anonymous.reference}`, input };
  for (let attempt = 1, admitted = false; ; attempt += 1) {
    try {
      return await route.run(await door.context({ ...asked, admitted }), input);
    } catch (error) {
      if (!(error instanceof Replan)) throw error;
      if (attempt >= REPLAN_MAX) throw new AppError('conflict', 'errors.busy');
      admitted ||= error.admitted;
    }
  }
}

async function rawOf(c: Request<App>, route: AnyRoute): Promise<RawInput> {
  return { params: c.req.param() as Record<string, string>, query: c.req.query(), body: route.body ? await readJson(c.req.raw) : undefined };
}

function responseOf(answered: Answer<unknown> | Response, { request }: Call): Response {
  if (answered instanceof Response) return answered;
  const { body, status = 200, version, headers = {} } = answered;
  const all = new Headers({ 'cache-control': 'private, no-cache', ...headers });
  if (version !== undefined) {
    const etag = etagOf(version);
    all.set('etag', etag);
    if (request.method === 'GET' && request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: all });
  }
  return Response.json(body, { status, headers: all });
}
