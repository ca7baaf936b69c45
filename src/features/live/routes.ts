import * as z from 'zod';
import { globalRoute, ok } from '../../define/route.ts';
import { snowflakeId } from '../../define/page.ts';
import { testLive } from '../../guild/live.stub.ts';
import { AppError } from '../../kernel/errors.ts';
import { placesIn } from './places.ts';
import { eventStream } from './stream.ts';

/** Servers that one stream follows: an id names them all. */
const GUILDS_MAX = 20;
const TOPICS_MAX = 20;

const guildList = z.string().max(GUILDS_MAX * 21).transform((text) => text.split(',')).pipe(z.array(snowflakeId).min(1).max(GUILDS_MAX));
const topicList = z.string().max(400).transform((text) => text.split(',')).pipe(z.array(z.string().regex(/^[a-z_]{1,20}$/)).min(1).max(TOPICS_MAX));

export const stream = globalRoute({
  method: 'GET', path: '/api/stream', access: 'session',
  summary: 'What changes, while it changes: server-sent events of the servers that you may see',
  query: z.object({ guilds: guildList.optional(), events: topicList.optional(), last_event_id: z.string().max(2_000).optional() }),
  produces: 'text/event-stream',
  async run({ env, request, visibleServers, isStaff }, { query }) {
    const wanted = query.guilds ?? (await visibleServers()).slice(0, GUILDS_MAX);
    const allowed = await Promise.all(wanted.map(isStaff));
    // Which of them exists is told to nobody who may not see it.
    if (allowed.includes(false)) throw new AppError('not_found', 'errors.unknown_server');
    const body = eventStream({
      env, guilds: wanted, topics: query.events ? new Set(query.events) : null,
      places: placesIn(request.headers.get('last-event-id') ?? query.last_event_id ?? null), may: isStaff,
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
  },
});

export const streamTest = globalRoute({
  method: 'POST', path: '/api/stream/test', access: 'session',
  summary: 'Send a test event to all who follow a server, or all servers that you may see',
  body: z.object({ server_id: snowflakeId.optional() }),
  reply: z.object({ servers: z.int(), listeners: z.int() }),
  async run({ env, visibleServers, isStaff }, { body }) {
    const wanted = body.server_id === undefined ? (await visibleServers()).slice(0, GUILDS_MAX) : [body.server_id];
    const allowed = await Promise.all(wanted.map(isStaff));
    if (allowed.includes(false)) throw new AppError('not_found', 'errors.unknown_server');
    const listeners = await Promise.all(wanted.map((guild) => testLive(env, guild)));
    return ok({ servers: wanted.length, listeners: listeners.reduce((sum, count) => sum + count, 0) });
  },
});
