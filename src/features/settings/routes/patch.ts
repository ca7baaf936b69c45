import * as z from 'zod';
import { CHANNEL_PURPOSES, FEATURES, PREFIX_MAX, type Settings, settingsSchema } from '../../../kernel/settings.ts';
import { ALIASES, aliasSchemas, READ_ONLY, writeAlias } from './aliases.ts';

/** A schema with every field optional and no default: what is left out stays as it is. */
function patchOf(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return patchOf(schema.unwrap() as z.ZodType);
  if (!(schema instanceof z.ZodObject)) return schema;
  return z.strictObject(Object.fromEntries(Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => [name, patchOf(field).optional()])));
}

/** Sections that a body may hold as the settings have them. */
const PATCHED = ['currency', 'earning', 'limits', 'shop', 'tasks', 'roles', 'exclude', 'locale', 'global'] as const;

const snowflake = settingsSchema.shape.channels.unwrap().valueType;

/** `currency` is the older bot's name for the economy; `moderation` is nothing of Coffer's. */
const SWITCHES = [...FEATURES, 'currency', 'moderation'] as const;

/** Every setting, each under the older bot's name and under Coffer's own; all optional. */
export const configPatch = z.strictObject({
  ...Object.fromEntries(PATCHED.map((section) => [section, patchOf(settingsSchema.shape[section]).optional()])),
  channels: z.partialRecord(z.enum(CHANNEL_PURPOSES), snowflake.nullable()).optional(),
  features: z.partialRecord(z.enum(SWITCHES), z.boolean()).optional(),
  prefix: z.string().min(1).max(PREFIX_MAX).optional(),
  ...aliasSchemas(snowflake),
  // What the answer holds besides may come back with it.
  ...Object.fromEntries(READ_ONLY.map((name) => [name, z.json().optional()])),
});

type Patch = Record<string, unknown>;

const isObject = (value: unknown): value is Patch => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes every value of the patch into its place; lists are replaced whole. */
function merge(into: Patch, patch: Patch): void {
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const present = into[name];
    if (isObject(value) && isObject(present)) merge(present, value);
    else into[name] = value;
  }
}

/**
 * The settings with a patch put in. Of a field that is there under two names the one that changes something counts.
 * @throws AppError `invalid` where both change it, and differently
 */
export function patched(before: Settings, patch: z.output<typeof configPatch>): Settings {
  const draft = structuredClone(before);
  // configPatch was made of the very schemas of these sections.
  const sections = patch as Patch;
  for (const section of PATCHED) if (isObject(sections[section])) merge(draft[section] as Patch, sections[section]);
  for (const [purpose, channel] of Object.entries(patch.channels ?? {})) {
    if (channel === null) delete draft.channels[purpose as (typeof CHANNEL_PURPOSES)[number]];
    else draft.channels[purpose as (typeof CHANNEL_PURPOSES)[number]] = channel;
  }
  if (patch.prefix !== undefined) draft.prefix = patch.prefix;
  for (const feature of FEATURES) {
    const on = patch.features?.[feature];
    if (on !== undefined) draft.off = on ? draft.off.filter((name) => name !== feature) : [...new Set([...draft.off, feature])];
  }
  for (const alias of ALIASES) writeAlias(alias, before, draft, sections);
  return draft;
}
