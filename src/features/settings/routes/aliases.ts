import * as z from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { type Settings, settingsSchema } from '../../../kernel/settings.ts';

/** A setting under the older bot's name. */
interface Alias {
  name: string;
  read(settings: Settings): unknown;
  // The body's schema has checked the value: it is of the type that read() gives.
  write(draft: Settings, value: never): void;
}

function channel(name: string, purpose: keyof Settings['channels']): Alias {
  return {
    name, read: (settings) => settings.channels[purpose] ?? null,
    write(draft, value: string | null) {
      if (value === null) delete draft.channels[purpose];
      else draft.channels[purpose] = value;
    },
  };
}

function switched(name: string, read: Alias['read'], set: (draft: Settings, on: boolean) => void): Alias {
  return { name, read, write: (draft, on: boolean) => set(draft, on) };
}

/** The names of the older bot's server configuration that are settings here. */
export const ALIASES: Alias[] = [
  { name: 'currency_name', read: (s) => s.currency.name, write: (draft, value: string) => void (draft.currency.name = value) },
  { name: 'currency_symbol', read: (s) => s.currency.symbol, write: (draft, value: string) => void (draft.currency.symbol = value) },
  { name: 'admin_roles', read: (s) => s.roles.admin, write: (draft, value: string[]) => void (draft.roles.admin = value) },
  { name: 'moderator_roles', read: (s) => s.roles.moderator, write: (draft, value: string[]) => void (draft.roles.moderator = value) },
  channel('log_channel', 'log'), channel('welcome_channel', 'welcome'), channel('task_channel_id', 'tasks'), channel('shop_channel_id', 'shop'),
  switched('global_shop', (s) => s.global.shop, (draft, on) => void (draft.global.shop = on)),
  switched('global_tasks', (s) => s.global.tasks, (draft, on) => void (draft.global.tasks = on)),
  switched('features.currency', (s) => !s.off.includes('economy'), (draft, on) => {
    draft.off = on ? draft.off.filter((name) => name !== 'economy') : [...new Set([...draft.off, 'economy' as const])];
  }),
  // Coffer moderates nobody: it says "on", as the older bot did, and lets nobody believe that it could be switched off.
  switched('features.moderation', () => true, () => {
    throw new AppError('invalid', 'settings.no_feature', { feature: 'moderation' });
  }),
];

/** What Discord and Coffer themselves say of a server: read, never written. */
export const READ_ONLY = ['server_id', 'version', 'server_name', 'member_count', 'icon_url', 'owner_id', 'created_at', 'paused', 'changed'] as const;

/** What a body may hold under these names. */
export function aliasSchemas<S extends z.ZodType>(snowflake: S) {
  const { currency, roles } = settingsSchema.shape;
  const [money, levels] = [currency.unwrap().shape, roles.unwrap().shape];
  const channelId = snowflake.nullable().optional();
  return {
    currency_name: money.name.unwrap().optional(), currency_symbol: money.symbol.unwrap().optional(),
    admin_roles: levels.admin.unwrap().optional(), moderator_roles: levels.moderator.unwrap().optional(),
    log_channel: channelId, welcome_channel: channelId, task_channel_id: channelId, shop_channel_id: channelId,
    global_shop: z.boolean().optional(), global_tasks: z.boolean().optional(),
  };
}

function given(name: string, body: Record<string, unknown>): unknown {
  const [first = '', second] = name.split('.');
  const value = body[first];
  return second === undefined ? value : (value as Record<string, unknown> | undefined)?.[second];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts an alias of the body into the draft, unless it says nothing new. @throws AppError where the draft was told otherwise */
export function writeAlias(alias: Alias, before: Settings, draft: Settings, body: Record<string, unknown>): void {
  const value = given(alias.name, body);
  if (value === undefined || same(value, alias.read(before))) return;
  const already = alias.read(draft);
  if (same(value, already)) return;
  if (!same(already, alias.read(before))) throw new AppError('invalid', 'settings.alias', { field: alias.name });
  alias.write(draft, value as never);
}
