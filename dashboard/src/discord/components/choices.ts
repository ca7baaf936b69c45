import type { RawComponent } from '../raw.ts';
import { TYPE } from '../raw.ts';
import type { Named, Surroundings } from '../surroundings.ts';

/** One thing to choose in a select. */
export interface Choice {
  value: string;
  label: string;
  description?: string | undefined;
  emoji?: string | undefined;
  color?: string | undefined;
}

function named(things: Iterable<Named>, mark: string): Choice[] {
  return [...things].map(({ id, name, color }) => ({ value: id, label: `${mark}${name.replace(/^@/, '')}`, color }));
}

/** What a select offers: its own options, or the people, roles or channels around it. */
export function choicesOf(select: RawComponent, around: Surroundings): Choice[] {
  const channels = [...around.channels.values()].filter(({ type }) => select.channel_types === undefined || type === undefined || select.channel_types.includes(type));
  switch (select.type) {
    case TYPE.userSelect: return named(around.users.values(), '@');
    case TYPE.roleSelect: return named(around.roles.values(), '@');
    case TYPE.mentionableSelect: return [...named(around.users.values(), '@'), ...named(around.roles.values(), '@')];
    case TYPE.channelSelect: return named(channels, '#');
    default: return (select.options ?? []).map(({ label, value, description, emoji }) => ({ label, value, description, emoji: emoji?.id ? `:${emoji.name ?? ''}:` : emoji?.name ?? undefined }));
  }
}

/** What is chosen before anybody chose. */
export function defaultsOf(select: RawComponent): string[] {
  if (select.default_values !== undefined) return select.default_values.map(({ id }) => id);
  return (select.options ?? []).filter((option) => option.default === true).map(({ value }) => value);
}
