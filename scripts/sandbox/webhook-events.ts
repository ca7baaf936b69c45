import { deliver, type Delivery } from './interact/deliver.ts';
import type { Interactor } from './interact/interact.ts';
import type { Dict, StoredGuild } from './model.ts';
import { guildShape, userShape } from './shapes.ts';

export const EVENT_TYPES = ['PING', 'APPLICATION_AUTHORIZED', 'APPLICATION_DEAUTHORIZED'] as const;

/** What somebody does with the application outside of any interaction. */
export interface EventRequest {
  type: (typeof EVENT_TYPES)[number];
  /** The server that the application is added to; left out: to a person's account. */
  guild?: StoredGuild;
  user: Parameters<typeof userShape>[0];
  /** Sends the signature of another body, or none. */
  signature?: 'bad' | 'missing';
}

function dataOf({ type, guild, user }: EventRequest): Dict {
  const person = userShape(user) as unknown as Dict;
  if (type === 'APPLICATION_DEAUTHORIZED') return { user: person };
  const scopes = guild === undefined ? ['applications.commands'] : ['bot', 'applications.commands'];
  return { integration_type: guild === undefined ? 1 : 0, user: person, scopes, ...(guild === undefined ? {} : { guild: guildShape(guild, false) }) };
}

/** Sends the application a signed webhook event, as Discord does, and gives what came back. */
export function sendEvent({ identity, workerUrl, now, deadlineMs }: Interactor, request: EventRequest): Promise<Delivery> {
  const base = { version: 1, application_id: identity.applicationId };
  const at = new Date(now()).toISOString();
  const body = request.type === 'PING' ? { ...base, type: 0 } : { ...base, type: 1, event: { type: request.type, timestamp: at, data: dataOf(request) } };
  return deliver(identity, {
    url: `${workerUrl}/webhook-events`, body: JSON.stringify(body), timestamp: String(Math.floor(now() / 1_000)),
    ...(request.signature === undefined ? {} : { signature: request.signature }),
  }, deadlineMs);
}
