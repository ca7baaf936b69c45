import { AppError } from '../kernel/errors.ts';
import { AMOUNT_MAX } from '../kernel/limits.ts';
import type { Context } from './context.ts';

/** Discord's option types that commands use. */
export const OPTION_TYPE = { string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, attachment: 11 } as const;

export interface UserValue {
  id: string;
  name: string;
  bot: boolean;
  /** Whether the user is a member of the server. */
  member: boolean;
  roles: string[];
}

export interface NamedValue {
  id: string;
  name: string;
}

/** A file that a member handed in. It vanishes from Discord after a while: copy what must stay. */
export interface Attachment {
  id: string;
  filename: string;
  /** Bytes, as Discord says; count them again. */
  size: number;
  contentType: string;
  url: string;
}

/** `data.resolved` of an interaction, as far as options read it. */
export interface Resolved {
  users?: Record<string, { id: string; username: string; global_name?: string | null; bot?: boolean }>;
  members?: Record<string, { nick?: string | null; roles: string[] }>;
  roles?: Record<string, { id: string; name: string }>;
  channels?: Record<string, { id: string; name: string; type: number }>;
  attachments?: Record<string, { id: string; filename: string; size: number; content_type?: string; url: string }>;
  messages?: Record<string, { id: string; author: { id: string; bot?: boolean } }>;
}

export interface Choice {
  name: string;
  value: string | number;
}

/** An option as it is declared: `read` checks what Discord sent again and gives the typed value. */
export interface Option<T, R extends boolean = boolean> {
  type: number;
  required: R;
  min?: number;
  max?: number;
  choices?: readonly (string | number)[];
  channelTypes?: number[];
  autocomplete?: (ctx: Context, typed: string) => Promise<Choice[]>;
  read(raw: unknown, resolved: Resolved): T;
}

export type Options = Record<string, Option<unknown>>;

/** The values of an options record: required ones are there, the others may be undefined. */
export type OptionValues<O extends Options> = {
  [K in keyof O]: O[K] extends Option<infer T, infer R> ? (R extends true ? T : T | undefined) : never;
};

const invalid = (): never => {
  throw new AppError('invalid', 'errors.option');
};

function option<T, R extends boolean>(
  type: number,
  more: { required?: R } & Omit<Option<T>, 'type' | 'required' | 'read'>,
  read: Option<T>['read'],
): Option<T, R> {
  // `required` left out means false, which is what R then is.
  return { ...more, type, required: (more.required ?? false) as R, read };
}

type More<R extends boolean> = { required?: R };

/** A whole number; Discord checks min and max, and so does the code. */
export function integer<R extends boolean = false>(
  more: More<R> & { min?: number; max?: number; autocomplete?: Option<number>['autocomplete'] } = {},
): Option<number, NoInfer<R>> {
  const { min = -AMOUNT_MAX, max = AMOUNT_MAX } = more;
  return option<number, R>(OPTION_TYPE.integer, more, (raw) => {
    if (typeof raw !== 'number' || !Number.isSafeInteger(raw)) throw new AppError('invalid', 'errors.amount');
    if (raw < min || raw > max) throw new AppError('invalid', 'errors.range', { min, max });
    return raw;
  });
}

/** A positive amount of currency: 1 to 2^53-1. */
export function amount<R extends boolean = false>(more: More<R> = {}): Option<number, NoInfer<R>> {
  return integer<R>({ ...more, min: 1, max: AMOUNT_MAX });
}

/** Text of at most `max` characters; with `choices` one of a few fixed values. */
export function string<R extends boolean = false>(
  more: More<R> & { min?: number; max?: number; autocomplete?: Option<string>['autocomplete'] } = {},
): Option<string, NoInfer<R>> {
  const { max = 200 } = more;
  return option<string, R>(OPTION_TYPE.string, { ...more, max }, (raw) => {
    const text = typeof raw === 'string' ? raw.trim() : typeof raw === 'number' ? String(raw) : invalid();
    if (text.length > max) throw new AppError('invalid', 'errors.text_length', { max });
    if (text.length < (more.min ?? 0)) throw new AppError('invalid', 'errors.text_empty');
    return text;
  });
}

/** One of a few fixed values; their names come from the catalogue. */
export function choice<const V extends string, R extends boolean = false>(values: readonly V[], more: More<R> = {}): Option<V, NoInfer<R>> {
  return option<V, R>(OPTION_TYPE.string, { ...more, choices: values }, (raw) => values.find((value) => value === raw) ?? invalid());
}

export function boolean<R extends boolean = false>(more: More<R> = {}): Option<boolean, NoInfer<R>> {
  return option<boolean, R>(OPTION_TYPE.boolean, more, (raw) => (typeof raw === 'boolean' ? raw : invalid()));
}

/** A user; whether they are a member of the server is in the value. */
export function user<R extends boolean = false>(more: More<R> = {}): Option<UserValue, NoInfer<R>> {
  return option<UserValue, R>(OPTION_TYPE.user, more, (raw, resolved) => readUser(String(raw), resolved));
}

export function role<R extends boolean = false>(more: More<R> = {}): Option<NamedValue, NoInfer<R>> {
  return option<NamedValue, R>(OPTION_TYPE.role, more, (raw, { roles }) => {
    const found = roles?.[String(raw)];
    if (!found) throw new AppError('not_found', 'errors.role_unknown');
    return { id: found.id, name: found.name };
  });
}

/** A text channel (types 0 and 5) unless other types are named. */
export function channel<R extends boolean = false>(more: More<R> & { channelTypes?: number[] } = {}): Option<NamedValue, NoInfer<R>> {
  const channelTypes = more.channelTypes ?? [0, 5];
  return option<NamedValue, R>(OPTION_TYPE.channel, { ...more, channelTypes }, (raw, { channels }) => {
    const found = channels?.[String(raw)];
    if (!found || !channelTypes.includes(found.type)) throw new AppError('not_found', 'errors.channel_unknown');
    return { id: found.id, name: found.name };
  });
}

/** A file. */
export function attachment<R extends boolean = false>(more: More<R> = {}): Option<Attachment, NoInfer<R>> {
  return option<Attachment, R>(OPTION_TYPE.attachment, more, (raw, resolved) => readAttachment(String(raw), resolved));
}

/** The file that an id stands for in what Discord resolved. Throws `not_found` where it is not there. */
export function readAttachment(id: string, { attachments }: Resolved): Attachment {
  const found = attachments?.[id];
  if (!found) throw new AppError('not_found', 'errors.file_unknown');
  const { filename, size, url, content_type: contentType = 'application/octet-stream' } = found;
  return { id: found.id, filename: String(filename), size: Number(size), contentType, url: String(url) };
}

/** The user that an id stands for in what Discord resolved. Throws `not_found` where it is not there. */
export function readUser(id: string, { users, members }: Resolved): UserValue {
  const found = users?.[id];
  if (!found) throw new AppError('not_found', 'errors.user_unknown');
  const member = members?.[id];
  const name = member?.nick ?? found.global_name ?? found.username;
  return { id: found.id, name, bot: found.bot === true, member: member !== undefined, roles: member?.roles ?? [] };
}
