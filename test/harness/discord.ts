import { exports } from 'cloudflare:workers';
import { env } from './env.ts';
import { followed } from './followed.ts';

let sequence = 0;

/** A fresh snowflake: ids of one run never repeat. */
export function freshId(): string {
  sequence += 1;
  return String((BigInt(Date.now() + sequence) - 1_420_070_400_000n) << 22n);
}

let signingKey: Promise<CryptoKey> | undefined;

function importedKey(): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(env.TEST_SIGNING_KEY), (char) => char.charCodeAt(0));
  signingKey ??= crypto.subtle.importKey('pkcs8', bytes, { name: 'Ed25519' }, false, ['sign']);
  return signingKey;
}

/** A signed request as Discord sends it. */
export async function signed(body: string, timestamp = String(Math.floor(Date.now() / 1_000))): Promise<Request> {
  const signature = await crypto.subtle.sign({ name: 'Ed25519' }, await importedKey(), new TextEncoder().encode(timestamp + body));
  const hex = [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return new Request('http://coffer.test/interactions', {
    method: 'POST', body,
    headers: { 'content-type': 'application/json', 'x-signature-ed25519': hex, 'x-signature-timestamp': timestamp },
  });
}

/** Sends a request to the Worker under test. */
export function fetchWorker(request: Request): Promise<Response> {
  // The plugin's types do not know this project's default export.
  return (exports as unknown as { default: { fetch(request: Request): Promise<Response> } }).default.fetch(request);
}

export interface Person {
  id: string;
  username: string;
  roles: string[];
  permissions: string;
  locale: string;
  bot?: boolean;
}

/** A new member of nobody's server yet; `permissions: '8'` makes an administrator. */
export function person(username: string, more: Partial<Person> = {}): Person {
  return { id: freshId(), username, roles: [], permissions: '0', locale: 'en-US', ...more };
}

export const admin = (username = 'admin'): Person => person(username, { permissions: '8' });

/** A file that somebody attaches; `serveFile` of files.ts makes one that can be fetched. */
export interface AttachedFile {
  id: string;
  filename: string;
  size: number;
  content_type: string;
  url: string;
}

export type OptionValue = string | number | boolean | Person | { role: string } | { channel: string } | { file: AttachedFile };

export interface Guild {
  id: string;
  channel: string;
}

export const guild = (): Guild => ({ id: freshId(), channel: freshId() });

const asMember = ({ roles, permissions }: Person): object => ({ roles, permissions, nick: null, avatar: null });
const asUser = ({ id, username, bot }: Person): object => ({ id, username, global_name: null, avatar: null, bot: bot === true });

/** What every interaction carries besides its data. */
export function envelope(who: Person, where: Guild | null, type: number, data: object, more: object = {}): object {
  const place = where
    ? { guild_id: where.id, guild: { id: where.id, locale: 'en-US', features: [] }, channel_id: where.channel, context: 0, member: { ...asMember(who), user: asUser(who) } }
    : { channel_id: freshId(), context: 1, user: asUser(who) };
  return {
    id: freshId(), application_id: env.DISCORD_APPLICATION_ID, type, token: `token-${freshId()}`, version: 1,
    locale: who.locale, guild_locale: 'en-US', data, ...place, ...more,
  };
}

function optionsOf(options: Record<string, OptionValue>): { options: object[]; resolved: object } {
  const users: Record<string, object> = {};
  const members: Record<string, object> = {};
  const roles: Record<string, object> = {};
  const channels: Record<string, object> = {};
  const attachments: Record<string, object> = {};
  const list = Object.entries(options).map(([name, value]) => {
    if (typeof value === 'string') return { name, type: 3, value };
    if (typeof value === 'number') return { name, type: 4, value };
    if (typeof value === 'boolean') return { name, type: 5, value };
    if ('role' in value) {
      roles[value.role] = { id: value.role, name: 'Role' };
      return { name, type: 8, value: value.role };
    }
    if ('channel' in value) {
      channels[value.channel] = { id: value.channel, name: 'channel', type: 0 };
      return { name, type: 7, value: value.channel };
    }
    if ('file' in value) {
      attachments[value.file.id] = value.file;
      return { name, type: 11, value: value.file.id };
    }
    users[value.id] = asUser(value);
    members[value.id] = asMember(value);
    return { name, type: 6, value: value.id };
  });
  return { options: list, resolved: { users, members, roles, channels, attachments } };
}

/** `/pay` or `/eco give` as an interaction. */
export function commandInteraction(who: Person, where: Guild | null, path: string, options: Record<string, OptionValue> = {}, more: object = {}): object {
  const [name = '', sub] = path.replace('/', '').split(' ');
  const read = optionsOf(options);
  const inner = sub ? [{ name: sub, type: 1, options: read.options }] : read.options;
  return envelope(who, where, 2, { id: freshId(), name, type: 1, options: inner, resolved: read.resolved }, more);
}

export interface Answer {
  status: number;
  type: number;
  private: boolean;
  /** Everything a person reads: content, embeds and labels, joined. */
  text: string;
  // Discord's response payload as it came, for what `text` does not hold.
  data: any;
}

/** Delivers an interaction, signed, and reads the answer; on a slow machine the one that follows a deferral. */
export async function deliver(interaction: object): Promise<Answer> {
  const response = await fetchWorker(await signed(JSON.stringify(interaction)));
  const body: any = await response.json();
  const { token } = interaction as { token: string };
  const deferred = (body.type === 5 || body.type === 6) && !token.startsWith('deferred-');
  const data = deferred ? { ...body.data, ...(await followed(token)) } : (body.data ?? {});
  return { status: response.status, type: deferred ? 4 : body.type, private: (data.flags & 64) === 64, text: readable(data), data };
}

/** Runs a command as a member and gives the answer. */
export async function run(who: Person, where: Guild, path: string, options: Record<string, OptionValue> = {}): Promise<Answer> {
  return deliver(commandInteraction(who, where, path, options));
}

/** Presses a button of an answer by its label, or picks in a select. */
export function press(who: Person, where: Guild, customId: string, values: string[] = [], invoker: Person = who): Promise<Answer> {
  const message = { id: freshId(), interaction_metadata: { id: freshId(), type: 2, user: asUser(invoker) } };
  const kind = values.length > 0 ? 3 : 2;
  return deliver(envelope(who, where, 3, { custom_id: customId, component_type: kind, values }, { message }));
}

/** A filled form as an interaction; `files` go into the File Upload of their name. */
export function formInteraction(
  who: Person, where: Guild, customId: string, fields: Record<string, string>, files: Record<string, AttachedFile[]> = {},
): object {
  const texts = Object.entries(fields).map(([id, value]) => ({ type: 18, component: { type: 4, custom_id: id, value } }));
  const uploads = Object.entries(files).map(([id, list]) => ({ type: 18, component: { type: 19, custom_id: id, values: list.map((file) => file.id) } }));
  const attachments = Object.fromEntries(Object.values(files).flat().map((file) => [file.id, file]));
  return envelope(who, where, 5, { custom_id: customId, components: [...texts, ...uploads], resolved: { attachments } });
}

/** Sends a filled form. */
export function submit(
  who: Person, where: Guild, customId: string, fields: Record<string, string>, files: Record<string, AttachedFile[]> = {},
): Promise<Answer> {
  return deliver(formInteraction(who, where, customId, fields, files));
}

/** The choices for an option that is being typed. */
export async function complete(who: Person, where: Guild, path: string, option: string, typed: string | number): Promise<{ name: string; value: string | number }[]> {
  const [name = '', sub] = path.replace('/', '').split(' ');
  const focused = [{ name: option, type: typeof typed === 'number' ? 4 : 3, value: typed, focused: true }];
  const options = sub ? [{ name: sub, type: 1, options: focused }] : focused;
  const answer = await deliver(envelope(who, where, 4, { id: freshId(), name, type: 1, options }));
  return answer.data.choices;
}

function readable(value: unknown, key = ''): string {
  if (typeof value === 'string') return ['content', 'title', 'description', 'name', 'value', 'text', 'label', 'placeholder'].includes(key) ? `${value}\n` : '';
  if (Array.isArray(value)) return value.map((item) => readable(item, key)).join('');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value).map(([name, inner]) => readable(inner, name)).join('');
}

/** The buttons and selects of an answer, by label or placeholder. */
export function controls(answer: Answer): { label: string; id: string; disabled: boolean }[] {
  const found: { label: string; id: string; disabled: boolean }[] = [];
  const visit = (item: any): void => {
    if (item?.custom_id) found.push({ label: item.label ?? item.placeholder ?? '', id: item.custom_id, disabled: item.disabled === true });
    for (const child of item?.components ?? []) visit(child);
    if (item?.accessory) visit(item.accessory);
  };
  for (const component of answer.data.components ?? []) visit(component);
  return found;
}
