import { Hono } from 'hono';
import { signedByDiscord } from '../../src/interactions/verify.ts';
import type { Env } from '../../src/kernel/env.ts';

/** The least that any endpoint must do: verify the signature and answer a constant. */
const app = new Hono<{ Bindings: Env }>().post('/interactions', async (c) => {
  const body = new Uint8Array(await c.req.arrayBuffer());
  if (!(await signedByDiscord(c.req.raw.headers, body, c.env.DISCORD_PUBLIC_KEY, Date.now()))) return c.json({ error: 'signature' }, 401);
  return c.json({ type: 4, data: { content: 'ok' } });
});

/** wrangler.toml asks for the classes; nothing calls them. */
export class Guild {
  fetch(): Response {
    return new Response(null, { status: 404 });
  }
}
export class Outbox extends Guild {}
export class Accounts extends Guild {}

export default app;
