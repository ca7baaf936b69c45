import type { Resolved } from '../define/options.ts';
import { AppError } from '../kernel/errors.ts';
import { parseWellFormed } from '../kernel/json.ts';
import { JSON_DEPTH_MAX } from '../kernel/limits.ts';
import { isSnowflake } from '../kernel/snowflake.ts';

/** The parts of an interaction that Coffer reads. Checked by hand: it stands on the way of every request. */
export interface Interaction {
  id: string;
  applicationId: string;
  type: number;
  token: string;
  guildId: string | undefined;
  channelId: string;
  locale: string;
  user: { id: string; username: string; global_name?: string | null; avatar?: string | null };
  member: { nick?: string | null; avatar?: string | null; roles: string[]; permissions: string } | undefined;
  guildIcon: string | null;
  data: InteractionData;
  /** Who ran the command that drew the message of a pressed button. */
  invokerId: string | undefined;
}

export interface RawOption {
  name: string;
  type: number;
  value?: unknown;
  focused?: boolean;
  options?: RawOption[];
}

export interface InteractionData {
  name?: string;
  type?: number;
  options?: RawOption[];
  resolved?: Resolved;
  /** The server that the command is registered in; not there for one of all servers. */
  guild_id?: string;
  target_id?: string;
  custom_id?: string;
  values?: string[];
  components?: unknown[];
}

type Raw = Record<string, unknown>;

/** Reads the body of a signed request. Throws AppError `invalid` for what Discord does not send. */
export function parseInteraction(text: string): Interaction {
  const raw = parseJson(text);
  const member = objectAt(raw, 'member');
  const user = objectAt(raw, 'user') ?? (member && objectAt(member, 'user'));
  const guild = objectAt(raw, 'guild');
  const type = raw['type'];
  if (typeof type !== 'number') throw malformed();
  if (type !== 1 && (!isSnowflake(raw['id']) || !user || !isSnowflake(user['id']) || typeof raw['token'] !== 'string')) throw malformed();
  if (type !== 1 && !objectAt(raw, 'data')) throw malformed();
  const metadata = objectAt(objectAt(raw, 'message') ?? {}, 'interaction_metadata');
  const icon = guild?.['icon'];
  return {
    id: String(raw['id']),
    applicationId: String(raw['application_id']),
    type,
    token: String(raw['token'] ?? ''),
    guildId: isSnowflake(raw['guild_id']) ? raw['guild_id'] : undefined,
    channelId: String(raw['channel_id'] ?? ''),
    locale: String(raw['locale'] ?? ''),
    // The three shapes below are Discord's; what a rule depends on in them is checked where it is read.
    user: (user ?? { id: '', username: '' }) as Interaction['user'],
    member: member && readMember(member),
    guildIcon: typeof icon === 'string' ? icon : null,
    data: (raw['data'] ?? {}) as InteractionData,
    invokerId: metadata ? String(objectAt(metadata, 'user')?.['id'] ?? '') : undefined,
  };
}

function readMember(member: Raw): NonNullable<Interaction['member']> {
  const { roles, permissions, nick, avatar } = member;
  if (!Array.isArray(roles) || typeof permissions !== 'string' || !/^\d{1,20}$/.test(permissions)) throw malformed();
  return {
    roles: roles.map(String), permissions,
    nick: typeof nick === 'string' ? nick : null,
    avatar: typeof avatar === 'string' ? avatar : null,
  };
}

function parseJson(text: string): Raw {
  if (deeperThan(text, JSON_DEPTH_MAX)) throw malformed();
  try {
    const value = parseWellFormed(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Raw;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw malformed();
}

/** Counts brackets outside strings, without parsing: a parser may run out of stack on what this refuses. */
function deeperThan(text: string, limit: number): boolean {
  // A short text cannot be deep enough to hurt.
  if (text.length < 4_000) return false;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x5c) index += 1;
    else if (char === 0x22) quoted = !quoted;
    else if (quoted) continue;
    else if (char === 0x7b || char === 0x5b) depth += 1;
    else if (char === 0x7d || char === 0x5d) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function objectAt(value: Raw, key: string): Raw | undefined {
  const inner = value[key];
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Raw) : undefined;
}

const malformed = (): AppError => new AppError('invalid', 'errors.malformed');
