import { env } from './env.ts';
import { freshId } from './discord.ts';
import { answerAboutPeople } from './fake-people.ts';
import { intercept } from './network.ts';

/** A call of the outbox, as it came. */
export interface Called {
  method: string;
  path: string;
  // Bodies of every route; tests look into them as they are.
  body: any;
  reason: string | null;
  /** Files of a form, by name. */
  files: Record<string, string>;
}

interface Message {
  id: string;
  channel_id: string;
  author: { id: string };
  content: string;
  embeds: { title?: string; description?: string; footer?: { text: string } }[];
  nonce?: string;
  pinned?: boolean;
}

/**
 * What befalls a call instead of its answer. `lost`: carried out, but nobody hears of it. `hang`: never answered. A
 * function happens while the call is on its way, which then goes well.
 */
type Trouble = (() => Promise<unknown>) | 'hang' | 'lost' | 'network' | { status: number; body?: object | string; headers?: Record<string, string> };

const calls: Called[] = [];
const channels = new Map<string, Message[]>();
const commands = new Map<string, { id: string; name: string; description: string; options: object[] }[]>();
const troubles: { fits: RegExp; times: number; trouble: Trouble }[] = [];

const json = (status: number, body?: object): Response => (body === undefined ? new Response(null, { status }) : Response.json(body, { status }));
const unknown = (code: number, message: string): Response => json(404, { code, message });

function create(channel: string, body: any): Response {
  const messages = channels.get(channel) ?? [];
  channels.set(channel, messages);
  const same = body.enforce_nonce === true ? messages.find(({ nonce }) => nonce === body.nonce) : undefined;
  const message = same ?? {
    id: freshId(), channel_id: channel, author: { id: env.DISCORD_APPLICATION_ID }, content: body.content ?? '', embeds: body.embeds ?? [], nonce: body.nonce,
  };
  if (!same) messages.push(message);
  return json(200, message);
}

function onMessage(method: string, channel: string, id: string, body: any): Response {
  const messages = channels.get(channel) ?? [];
  const message = messages.find((each) => each.id === id);
  if (!message) return unknown(10_008, 'Unknown Message');
  if (method === 'DELETE') {
    messages.splice(messages.indexOf(message), 1);
    return json(204);
  }
  return json(200, Object.assign(message, body));
}

function onCommand(method: string, guild: string, id: string | undefined, body: any): Response {
  const registered = commands.get(guild) ?? [];
  commands.set(guild, registered);
  if (method === 'GET') return json(200, registered);
  if (method === 'DELETE') {
    const at = registered.findIndex((each) => each.id === id);
    if (at < 0) return unknown(10_063, 'Unknown application command');
    registered.splice(at, 1);
    return json(204);
  }
  const same = registered.find(({ name }) => name === body.name);
  const command = same ? Object.assign(same, body) : { id: freshId(), ...body };
  if (!same) registered.push(command);
  return json(same ? 200 : 201, command);
}

function setPin(method: string, channel: string, id: string): Response {
  const message = (channels.get(channel) ?? []).find((each) => each.id === id);
  if (!message) return unknown(10_008, 'Unknown Message');
  message.pinned = method === 'PUT';
  return json(204);
}

function carriedOut({ method, path, body }: Called): Response {
  const [, guild, command] = /^\/applications\/\d+\/guilds\/(\d+)\/commands(?:\/(\d+))?$/.exec(path) ?? [];
  if (guild) return onCommand(method, guild, command, body);
  const pin = /^\/channels\/(\d+)\/messages\/pins\/(\d+)$/.exec(path);
  if (pin) return setPin(method, pin[1] ?? '', pin[2] ?? '');
  const [, channel = '', message] = /^\/channels\/(\d+)\/messages(?:\/(\d+))?/.exec(path) ?? [];
  if (channel && message) return onMessage(method, channel, message, body);
  if (channel) return method === 'POST' ? create(channel, body) : json(200, (channels.get(channel) ?? []).toReversed());
  if (/^\/guilds\/\d+\/members\/\d+\/roles\/\d+$/.test(path)) return json(204);
  // A member's direct messages are kept in a channel of the member's id.
  if (path === '/users/@me/channels') return json(200, { id: body.recipient_id });
  return unknown(0, '404: Not Found');
}

function hanging(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
}

function troubleOf(called: Called): Trouble | undefined {
  const struck = troubles.find(({ fits, times }) => times > 0 && fits.test(`${called.method} ${called.path}`));
  if (struck) struck.times -= 1;
  return struck?.trouble;
}

function bodyOf(body: unknown): unknown {
  if (body instanceof FormData) return JSON.parse(String(body.get('payload_json')));
  if (body instanceof URLSearchParams) return Object.fromEntries(body);
  return body ? JSON.parse(String(body)) : undefined;
}

async function filesOf(body: unknown): Promise<Record<string, string>> {
  const files = body instanceof FormData ? [...body.values()].filter((value): value is File => value instanceof File) : [];
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await file.text()] as const)));
}

/** What befalls a call that is struck, or null for one that goes as it should. */
async function befall(trouble: Trouble, called: Called, init: RequestInit | undefined): Promise<Response | null> {
  if (trouble === 'hang') return hanging(init?.signal);
  if (typeof trouble === 'function') {
    await trouble();
    return null;
  }
  if (trouble === 'lost') carriedOut(called);
  if (typeof trouble === 'string') throw new TypeError('the connection was cut');
  const { status, body, headers = {} } = trouble;
  return typeof body === 'string' ? new Response(body, { status, headers }) : Response.json(body ?? { code: 0, message: 'trouble' }, { status, headers });
}

async function answer(path: string, init: RequestInit | undefined): Promise<Response> {
  const reason = new Headers(init?.headers).get('x-audit-log-reason');
  const called: Called = {
    method: init?.method ?? 'GET', path, body: bodyOf(init?.body), files: await filesOf(init?.body), reason: reason === null ? null : decodeURIComponent(reason),
  };
  calls.push(called);
  const trouble = troubleOf(called);
  return (trouble && await befall(trouble, called, init)) ?? await answerAboutPeople(path, init) ?? carriedOut(called);
}

/** Discord's REST API; what follows a deferral is in followed.ts. */
intercept((url, init) => {
  const base = env.DISCORD_API_BASE ?? ' ';
  return url.startsWith(`${base}/`) && !url.startsWith(`${base}/webhooks/`) ? answer(url.slice(base.length), init) : null;
});

export const discord = {
  /** Strikes the next calls whose "METHOD /path" fits. */
  trouble(fits: RegExp, trouble: Trouble, times = 1): void {
    troubles.push({ fits, times, trouble });
  },
  /** Calls whose "METHOD /path" fits, oldest first. */
  calls: (fits: RegExp): Called[] => calls.filter(({ method, path }) => fits.test(`${method} ${path}`)),
  /** A server's own commands, as they were registered. */
  commands: (guild: string) => commands.get(guild) ?? [],
  messages: (channel: string): Message[] => channels.get(channel) ?? [],
  /** Somebody deletes every message of a channel by hand. */
  clear: (channel: string): void => void channels.set(channel, []),
  calm: (): void => void troubles.splice(0),
};
