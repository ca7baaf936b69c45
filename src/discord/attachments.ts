import { createHash } from 'node:crypto';
import type { Attachment } from '../define/options.ts';

/** Bytes of one file, counted while they are read. */
export const FILE_MAX_BYTES = 8_000_000;
/** Files of one proof. */
export const FILES_MAX = 5;
const FETCH_TIMEOUT_MS = 10_000;

const DISCORD_HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];
const DISCORD_API_HOSTS = ['discord.com', 'discordapp.com'];
const TYPES = ['application/pdf', 'text/plain', 'video/mp4'];
/** A drawing that can carry a script, so it is no picture here. */
const SCRIPTED = 'image/svg+xml';

/** Why a file is not taken. */
export type FileProblem = 'host' | 'type' | 'size' | 'unreachable';

export class AttachmentRefused extends Error {
  readonly problem: FileProblem;
  readonly filename: string;

  constructor(problem: FileProblem, filename: string, options?: ErrorOptions) {
    super(`${problem}: ${filename}`, options);
    this.name = 'AttachmentRefused';
    this.problem = problem;
    this.filename = filename;
  }
}

export interface FetchedFile {
  bytes: Uint8Array;
  type: string;
  sha256: string;
}

/** `image/png; charset=x` as `image/png`. */
function bareType(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Whether the address is Discord's own, or the stand-in's where the API is a stand-in. */
function isDiscordAddress(address: string, apiBase: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const api = new URL(apiBase);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:' && url.port === '' && DISCORD_HOSTS.includes(url.hostname)) return true;
  return !DISCORD_API_HOSTS.includes(api.hostname) && url.protocol === api.protocol && url.host === api.host;
}

/** Refuses by what Discord says of a file, before anything is fetched. Throws AttachmentRefused. */
export function assertTakable({ url, size, contentType, filename }: Attachment, apiBase: string): void {
  const type = bareType(contentType);
  if (!isDiscordAddress(url, apiBase)) throw new AttachmentRefused('host', filename);
  if ((!type.startsWith('image/') || type === SCRIPTED) && !TYPES.includes(type)) throw new AttachmentRefused('type', filename);
  if (!(size > 0 && size <= FILE_MAX_BYTES)) throw new AttachmentRefused('size', filename);
}

/**
 * Copies a file from Discord. Redirects are not followed: they could lead anywhere.
 * @throws AttachmentRefused
 */
export async function fetchAttachment(attachment: Attachment, apiBase: string): Promise<FetchedFile> {
  assertTakable(attachment, apiBase);
  const { url, filename, contentType } = attachment;
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (response.status !== 200 || !response.body) throw new Error(`answered ${response.status}`);
    const bytes = await boundedBytes(response.body, filename);
    return { bytes, type: bareType(contentType), sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (error instanceof AttachmentRefused) throw error;
    throw new AttachmentRefused('unreachable', filename, { cause: error });
  }
}

async function boundedBytes(body: ReadableStream<Uint8Array>, filename: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > FILE_MAX_BYTES) {
      await reader.cancel();
      throw new AttachmentRefused('size', filename);
    }
    chunks.push(read.value);
  }
  if (size === 0) throw new AttachmentRefused('unreachable', filename);
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
