import { Hono } from 'hono';
import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { Env } from '../kernel/env.ts';
import { parseWellFormed } from '../kernel/json.ts';
import { beat } from '../kernel/pulse.ts';
import { boundedBody } from './body.ts';
import { signedByDiscord } from './verify.ts';

/** A webhook event as Discord sends it; what is inside `event.data` is for whoever takes it. */
const envelope = z.object({
  application_id: z.string(),
  type: z.union([z.literal(0), z.literal(1)]),
  event: z.object({ type: z.string(), timestamp: z.string(), data: z.unknown().optional() }).optional(),
});
export type WebhookEvent = NonNullable<z.infer<typeof envelope>['event']>;

export interface EventServices {
  clock: Clock;
  /** Takes an event once. `hash` tells events apart, because Discord gives them no id. Throws where it should come again. */
  take(env: Env, event: WebhookEvent, hash: string, now: number): Promise<void>;
}

const EVENT_PING = 0;
/** Discord refuses an acknowledgement without a content type, although its body is empty. */
const acknowledged = (): Response => new Response(null, { status: 204, headers: { 'content-type': 'application/json' } });

async function hashOf(body: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body as Uint8Array<ArrayBuffer>));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function readEnvelope(body: Uint8Array): z.infer<typeof envelope> | null {
  try {
    return envelope.safeParse(parseWellFormed(new TextDecoder().decode(body))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The endpoint of webhook events: signed as interactions are, acknowledged with 204 once they are in the database. */
export function eventsDoor({ clock, take }: EventServices): Hono<{ Bindings: Env }> {
  return new Hono<{ Bindings: Env }>().post('/', async (c) => {
    const body = await boundedBody(c.req.raw);
    if (body === 'too large') return c.json({ error: 'body too large' }, 413);
    const now = clock();
    if (!(await signedByDiscord(c.req.raw.headers, body, c.env.DISCORD_PUBLIC_KEY, now))) return c.json({ error: 'invalid request signature' }, 401);
    const read = readEnvelope(body);
    if (!read || read.application_id !== c.env.DISCORD_APPLICATION_ID) return c.json({ error: 'malformed event' }, 400);
    beat('discord.event', read.event?.type ?? 'PING');
    if (read.type !== EVENT_PING && read.event) await take(c.env, read.event, await hashOf(body), now);
    return acknowledged();
  });
}
