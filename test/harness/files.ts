import { env } from './env.ts';
import { freshId, type AttachedFile } from './discord.ts';
import { intercept } from './network.ts';

/** What Discord's file host answers, by address. */
const served = new Map<string, () => Response>();

intercept((url) => served.get(url)?.() ?? null);

interface Served {
  name?: string;
  type?: string;
  /** What Discord says of the size, where it is not the true one. */
  size?: number;
  host?: string;
  answer?: () => Response;
}

/** A file that a member has attached and that can be fetched. */
export function serveFile(content: string | Uint8Array, { name = 'proof.png', type = 'image/png', size, host, answer }: Served = {}): AttachedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const id = freshId();
  const origin = host ?? new URL(env.DISCORD_API_BASE ?? '').origin;
  const url = `${origin}/ephemeral-attachments/${id}/${name}`;
  served.set(url, answer ?? ((): Response => new Response(bytes, { headers: { 'content-type': type } })));
  return { id, filename: name, size: size ?? bytes.byteLength, content_type: type, url };
}

/** The address answers no more. */
export function unserveFile({ url }: AttachedFile): void {
  served.set(url, () => new Response('gone', { status: 404 }));
}
