import type { Hono } from 'hono';
import { apiDoor, type GuildDoor } from '../api/door.ts';
import { authenticate, guildsOf, rightsIn } from '../features/access/index.ts';
import { isPlaced } from '../db/placement.ts';
import type { Env } from '../kernel/env.ts';
import { AppError } from '../kernel/errors.ts';
import { DEFAULT_SETTINGS } from '../kernel/settings.ts';
import { apiContext, isStaff, mayCall } from './api-context.ts';
import { catalogues } from './catalogues.ts';
import { FEATURES } from './features.ts';

/** Milliseconds that rights read from Discord may be old, for reads and for changes. */
const RIGHTS_AGE_MS = { read: 5 * 60_000, change: 60_000 };

/** Every route of this Coffer. */
export const ROUTES = FEATURES.flatMap((feature) => feature.routes ?? []);

let door: Hono<{ Bindings: Env }> | undefined;

/** The API. Made on its first request: interactions do not pay for its routes. */
export function api(): Hono<{ Bindings: Env }> {
  door ??= apiDoor({
    routes: ROUTES,
    clock: Date.now,
    authenticate,
    async authorize(call, route, guildId): Promise<GuildDoor> {
      const { env, principal, now } = call;
      const maxAge = route.method === 'GET' ? RIGHTS_AGE_MS.read : RIGHTS_AGE_MS.change;
      const [placed, rights] = await Promise.all([isPlaced(env, guildId), rightsIn(env, principal, guildId, { now, maxAge })]);
      // Who is not on a server does not learn whether Coffer is.
      if (!placed || !rights) throw new AppError('not_found', 'errors.unknown_server');
      await mayCall(env, guildId, route, rights);
      return { context: (asked) => apiContext(call, rights, asked) };
    },
    reach: (env, request, principal) => ({
      visibleServers: async () => (principal ? guildsOf(env, principal, Date.now()) : []),
      async isStaff(guildId) {
        const now = Date.now();
        const still = principal && (await authenticate(env, request, now));
        const rights = still && (await rightsIn(env, still, guildId, { now, maxAge: RIGHTS_AGE_MS.change }));
        return rights ? isStaff(env, guildId, rights) : false;
      },
    }),
    texts: (language) => catalogues.texts(language, DEFAULT_SETTINGS),
  });
  return door;
}
