import { vi } from 'vitest';
import { env } from './env.ts';

/** What the Worker sent after a deferral, by interaction token. Every other call goes where it went before. */
const sent = new Map<string, object>();
const real = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const [, token] = /\/webhooks\/\d+\/([^/]+)/.exec(url) ?? [];
  if (!token || !url.startsWith(env.DISCORD_API_BASE ?? ' ')) return real(input, init);
  sent.set(token, JSON.parse(String(init?.body ?? '{}')));
  return Response.json({});
};

/** The message that followed the deferral of an interaction. */
export async function followed(token: string): Promise<object> {
  return vi.waitFor(() => {
    const message = sent.get(token);
    if (!message) throw new Error('no message has followed the deferral');
    return message;
  }, { timeout: 60_000 });
}
