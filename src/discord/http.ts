import type { Env } from '../kernel/env.ts';
import { beat } from '../kernel/pulse.ts';

/** Where Discord's REST API is unless DISCORD_API_BASE says otherwise. */
export const DISCORD_API = 'https://discord.com/api/v10';

/** Milliseconds after which a call without an answer is given up. */
const CALL_TIMEOUT_MS = 8_000;

export const USER_AGENT = 'DiscordBot (https://github.com/coffer, 0.1.0)';
/** Discord's limit for a line of the server's audit log. */
const REASON_MAX = 512;

export interface DiscordCall {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below the API's base, such as `/channels/1/messages`. */
  path: string;
  body?: unknown;
  /** Sent along with the body, as a form. */
  files?: { name: string; content: Blob }[];
  /** A line in the server's audit log. */
  reason?: string;
  /** false where the token in the path is the permission. */
  authorized?: boolean;
}

export interface DiscordAnswer {
  status: number;
  headers: Headers;
  /** JSON where Discord sent JSON, else text. */
  body: unknown;
}

export type DiscordAccess = Pick<Env, 'DISCORD_API_BASE' | 'DISCORD_TOKEN' | 'DISCORD_APPLICATION_ID'>;

/** The address under which the API is reached, without a slash at the end. */
export const apiBase = (env: DiscordAccess): string => env.DISCORD_API_BASE ?? DISCORD_API;

/**
 * Runs a call with the signal that gives it up after CALL_TIMEOUT_MS. The timer ends with the call: one that goes on
 * would keep an object awake for nothing, which is paid for.
 */
export async function withinTime<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${CALL_TIMEOUT_MS} ms`)), CALL_TIMEOUT_MS);
  try {
    return await call(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

function formOf(body: unknown, files: NonNullable<DiscordCall['files']>): FormData {
  const form = new FormData();
  form.set('payload_json', JSON.stringify(body));
  for (const [index, { name, content }] of files.entries()) form.set(`files[${index}]`, content, name);
  return form;
}

/** For /discord-status: what Discord refuses for a reason of the call's own says nothing of the connection. */
function note(status: number): void {
  if (status < 300) beat('discord.answered');
  else if (status === 401 || status === 429 || status >= 500) beat('discord.failed', String(status));
}

/** One call to Discord, whatever it answers. Throws where no answer comes within CALL_TIMEOUT_MS. */
export async function callDiscord(env: DiscordAccess, { method, path, body, files, reason, authorized = true }: DiscordCall): Promise<DiscordAnswer> {
  const headers: Record<string, string> = { 'User-Agent': USER_AGENT };
  if (authorized) headers['Authorization'] = `Bot ${env.DISCORD_TOKEN}`;
  // A form brings its own type, with the boundary in it.
  if (body !== undefined && !files) headers['Content-Type'] = 'application/json';
  if (reason) headers['X-Audit-Log-Reason'] = encodeURIComponent(reason.slice(0, REASON_MAX));
  return withinTime(async (signal) => {
    const response = await fetch(apiBase(env) + path, {
      method, headers, signal, ...(body === undefined ? {} : { body: files ? formOf(body, files) : JSON.stringify(body) }),
    }).catch((error: unknown) => {
      beat('discord.failed', 'no answer');
      throw error;
    });
    note(response.status);
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? await response.json() : await response.text() };
  });
}
