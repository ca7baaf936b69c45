import { vi } from 'vitest';
import { env } from './env.ts';
import { intercept } from './network.ts';

/** What the Worker sent after a deferral, by interaction token. */
const sent = new Map<string, object>();

/** The message, and the text of each of its files under `sent_files`. */
async function messageOf(body: unknown): Promise<object> {
  if (!(body instanceof FormData)) return JSON.parse(String(body ?? '{}')) as object;
  const files = [...body.values()].filter((value): value is File => value instanceof File);
  const sent_files = Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await file.text()] as const)));
  return { ...JSON.parse(String(body.get('payload_json'))), sent_files };
}

intercept((url, init) => {
  const [, token] = /\/webhooks\/\d+\/([^/]+)/.exec(url) ?? [];
  if (!token || !url.startsWith(env.DISCORD_API_BASE ?? ' ')) return null;
  return messageOf(init?.body).then((message) => {
    sent.set(token, message);
    return Response.json({});
  });
});

/** The message that followed the deferral of an interaction. */
export async function followed(token: string): Promise<object> {
  return vi.waitFor(() => {
    const message = sent.get(token);
    if (!message) throw new Error('no message has followed the deferral');
    return message;
  }, { timeout: 60_000 });
}
