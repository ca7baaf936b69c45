import { proxyDurable } from 'itty-durable';
import type { Env } from '../kernel/env.ts';
import type { OutboxInspection } from './outbox/desk.ts';
import type { OutboxRpc } from './outbox.object.ts';

/** The one outbox of the application. */
const NAME = 'application';

/** Tells the outbox that these guilds have rows to send. */
export async function wakeOutbox(env: Pick<Env, 'OUTBOX'>, guilds: string[]): Promise<void> {
  const stub = env.OUTBOX.get(env.OUTBOX.idFromName(NAME)) as unknown as OutboxRpc;
  await stub.wake(guilds);
}

interface ColdMethods {
  inspect(): Promise<OutboxInspection>;
  brake(ms: number): Promise<{ braked: number }>;
}

// itty-durable's proxy is untyped; ColdMethods is what the object declares.
const proxied = (env: Pick<Env, 'OUTBOX'>): ColdMethods => proxyDurable(env.OUTBOX, { name: 'outbox', parse: true }).get(NAME) as ColdMethods;

/** How much waits, and whether anything stops it. */
export function inspectOutbox(env: Pick<Env, 'OUTBOX'>): Promise<OutboxInspection> {
  return proxied(env).inspect();
}

/** Sends nothing for so many milliseconds; 0 lets go. For a restore, and for tests that count what else happens. */
export async function brakeOutbox(env: Pick<Env, 'OUTBOX'>, ms: number): Promise<void> {
  await proxied(env).brake(ms);
}
