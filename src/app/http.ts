import { Hono } from 'hono';
import { DiscordRest } from '../discord/rest.ts';
import { takeEvent } from '../features/servers/events.ts';
import { interactionsDoor } from '../interactions/endpoint.ts';
import { eventsDoor } from '../interactions/events.ts';
import { languageOf } from '../kernel/language.ts';
import type { Env } from '../kernel/env.ts';
import { log } from '../kernel/log.ts';
import { DEFAULT_SETTINGS } from '../kernel/settings.ts';
import { api } from './api.ts';
import { catalogues } from './catalogues.ts';
import { interactionContexts } from './context.ts';
import { knownGuild } from './guild-cache.ts';
import { healthDoor } from './health.ts';
import { registry } from './registry.ts';

const interactions = interactionsDoor({
  registry,
  clock: Date.now,
  contextFor: (env, later) => interactionContexts(env, registry, later),
  // A refusal may name amounts: in the guild's own currency, where this isolate knows the guild.
  errorTexts: ({ locale, guildId }) => catalogues.texts(languageOf(locale), knownGuild(guildId ?? '')?.settings ?? DEFAULT_SETTINGS),
  rest: (env) => new DiscordRest(env),
});

/** The Worker's HTTP doors. */
export const http = new Hono<{ Bindings: Env }>()
  .route('/interactions', interactions)
  .route('/webhook-events', eventsDoor({ clock: Date.now, take: takeEvent }))
  .all('/api/*', (c) => api().fetch(c.req.raw, c.env, c.executionCtx))
  .route('/', healthDoor)
  .notFound((c) => c.json({ error: 'not found' }, 404))
  .onError((error, c) => {
    log('error', 'http.failed', { path: c.req.path, error });
    return c.json({ error: 'internal error' }, 500);
  });
