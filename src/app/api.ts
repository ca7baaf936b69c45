import { Hono } from 'hono';
import { docsPage } from '../api/docs.ts';
import { apiDoor, type GuildDoor } from '../api/door.ts';
import { authenticate, guildsOf, rightsIn } from '../features/access/index.ts';
import { isPlaced } from '../db/placement.ts';
import type { Env } from '../kernel/env.ts';
import { AppError } from '../kernel/errors.ts';
import { DEFAULT_SETTINGS } from '../kernel/settings.ts';
import { apiContext, isStaff, levelsIn, mayCall } from './api-context.ts';
import { catalogues } from './catalogues.ts';
import { API_VERSION, openApi, ROUTES } from './routes.ts';

/** Milliseconds that rights read from Discord may be old, for reads and for changes. */
const RIGHTS_AGE_MS = { read: 5 * 60_000, change: 60_000, stream: 20_000 };

let door: Hono<{ Bindings: Env }> | undefined;

/** The API. Made on its first request: interactions do not pay for its routes. */
export function api(): Hono<{ Bindings: Env }> {
  if (door) return door;
  // Handed on and not mounted: a mounted app loses its own answer for addresses that it does not have.
  const routes = routesDoor();
  door = new Hono<{ Bindings: Env }>()
    .get('/api/openapi.json', (c) => c.json(openApi()))
    .get('/api/docs', (c) => c.html(docsPage(ROUTES, API_VERSION), 200, { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" }))
    .all('*', (c) => routes.fetch(c.req.raw, c.env, c.executionCtx));
  return door;
}

function routesDoor(): Hono<{ Bindings: Env }> {
  return apiDoor({
    routes: ROUTES,
    clock: Date.now,
    authenticate,
    async authorize(call, route, guildId): Promise<GuildDoor> {
      const { env, principal, now } = call;
      const maxAge = route.method === 'GET' ? RIGHTS_AGE_MS.read : RIGHTS_AGE_MS.change;
      // One after the other: ids that somebody makes up are no reason to call Discord.
      const rights = (await isPlaced(env, guildId)) ? await rightsIn(env, principal, guildId, { now, maxAge }) : null;
      // Who is not on a server does not learn whether Coffer is.
      if (!rights) throw new AppError('not_found', 'errors.unknown_server');
      await mayCall(env, guildId, route, rights);
      return { context: (asked) => apiContext(call, rights, asked) };
    },
    reach: (env, request, principal) => ({
      visibleServers: async () => (principal ? guildsOf(env, principal, Date.now()) : []),
      async isStaff(guildId) {
        const now = Date.now();
        const still = principal && (await isPlaced(env, guildId)) ? await authenticate(env, request, now) : null;
        const rights = still && (await rightsIn(env, still, guildId, { now, maxAge: RIGHTS_AGE_MS.stream }));
        return rights ? isStaff(env, guildId, rights) : false;
      },
      async levelsIn(guildId) {
        const rights = principal && (await rightsIn(env, principal, guildId, { now: Date.now(), maxAge: RIGHTS_AGE_MS.read }));
        return rights ? levelsIn(env, guildId, rights) : [];
      },
    }),
    texts: (language) => catalogues.texts(language, DEFAULT_SETTINGS),
  });
}
