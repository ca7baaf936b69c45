import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
import { signedByDiscord } from '../../src/interactions/verify.ts';
import type { Env } from '../../src/kernel/env.ts';

interface Echo extends Rpc.DurableObjectBranded {
  serve(ask: string): Promise<string>;
}

/** The least that any endpoint must do: verify the signature and answer a constant; for the command `hop` it asks an object first. */
const app = new Hono<{ Bindings: Env }>().post('/interactions', async (c) => {
  const body = new Uint8Array(await c.req.arrayBuffer());
  if (!(await signedByDiscord(c.req.raw.headers, body, c.env.DISCORD_PUBLIC_KEY, Date.now()))) return c.json({ error: 'signature' }, 401);
  const hops = new TextDecoder().decode(body).includes('"name":"hop"');
  const content = hops ? await (c.env.GUILD.get(c.env.GUILD.idFromName('1')) as unknown as Echo).serve('ok') : 'ok';
  return c.json({ type: 4, data: { content } });
});

/** An object that does nothing: what any answer from memory costs on top of the floor. */
export class Guild extends DurableObject<Env> {
  async serve(ask: string): Promise<string> {
    return ask;
  }
}
/** wrangler.toml asks for the classes; nothing calls them. */
export class Outbox extends Guild {}
export class Accounts extends Guild {}

export default app;
