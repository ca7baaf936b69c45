import type { RawEmbed } from '../../discord/raw.ts';
import { momentOf, wallClock } from '../../ui/zone.ts';
import type { NewTemplate, Template, TemplateChange } from './embeds.ts';

/** Discord's limits of an embed, as the API holds them. */
export const EMBED_LIMITS = {
  title: 256, description: 4_096, url: 2_048, author: 256, footer: 2_048, fields: 25, fieldName: 256, fieldValue: 1_024, total: 6_000,
} as const;

export const NAME_MAX = 50;

export interface FieldValues {
  /** Tells fields apart while they change places. */
  key: string;
  name: string;
  value: string;
  inline: boolean;
}

/** A template as its form holds it; parts are named as the API names them, so that a refusal finds its field. */
export interface EmbedValues extends Record<string, unknown> {
  name: string;
  title: string;
  description: string;
  url: string;
  /** `#1f8b4c`, or empty. */
  color: string;
  author: { name: string; url: string; icon_url: string };
  footer: { text: string; icon_url: string };
  image: { url: string };
  thumbnail: { url: string };
  /** As the browser's field for a moment writes it, by the server's clocks. */
  timestamp: string;
  fields: FieldValues[];
}

export const NEW_EMBED: EmbedValues = {
  name: '', title: '', description: '', url: '', color: '#4a7fc1', author: { name: '', url: '', icon_url: '' }, footer: { text: '', icon_url: '' }, image: { url: '' },
  thumbnail: { url: '' }, timestamp: '', fields: [],
};

export function valuesOf(template: Template, zone: string): EmbedValues {
  const { name, title, description, url, color, author, footer, image, thumbnail, timestamp, fields } = template;
  return {
    name, title: title ?? '', description: description ?? '', url: url ?? '', color: color === undefined || color === null ? '' : `#${color.toString(16).padStart(6, '0')}`,
    author: { name: author?.name ?? '', url: author?.url ?? '', icon_url: author?.icon_url ?? '' }, footer: { text: footer?.text ?? '', icon_url: footer?.icon_url ?? '' },
    image: { url: image?.url ?? '' }, thumbnail: { url: thumbnail?.url ?? '' }, timestamp: timestamp ? wallClock(Date.parse(timestamp), zone) : '',
    fields: (fields ?? []).map((field, index) => ({ key: String(index), ...field })),
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);
const COLOR = /^#[\da-f]{6}$/i;

/** How each part goes to the API; null takes it away. */
const SENT: { [Part in keyof Omit<EmbedValues, 'name'>]: (value: never, zone: string) => unknown } = {
  title: orNull, description: orNull, url: orNull,
  color: (color: string) => (COLOR.test(color) ? Number.parseInt(color.slice(1), 16) : null),
  author: ({ name, url, icon_url: icon }: EmbedValues['author']) => (name + url + icon === '' ? null : { name, url: orNull(url), icon_url: orNull(icon) }),
  footer: ({ text, icon_url: icon }: EmbedValues['footer']) => (text + icon === '' ? null : { text, icon_url: orNull(icon) }),
  image: ({ url }: EmbedValues['image']) => (url.trim() === '' ? null : { url }),
  thumbnail: ({ url }: EmbedValues['thumbnail']) => (url.trim() === '' ? null : { url }),
  timestamp: (wall: string, zone: string) => (wall === '' ? null : new Date(momentOf(wall, zone)).toISOString()),
  fields: (fields: FieldValues[]) => fields.map(({ name, value, inline }) => ({ name, value, inline })),
};

/** What of the form goes to the API. */
export function changeOf(changed: Partial<EmbedValues>, zone: string): TemplateChange {
  const sent = (part: string, value: unknown): unknown => SENT[part]?.(value as never, zone) ?? (part in SENT ? null : value); // looked up in the same breath
  return Object.fromEntries(Object.entries(changed).map(([part, value]) => [part, sent(part, value)])) as TemplateChange; // entries lose the names of the parts
}

export function newEmbedOf(values: EmbedValues, zone: string): NewTemplate {
  return { ...changeOf(values, zone), name: values.name };
}

/** The embed as a message has it: without its empty parts. */
export function drawnOf(values: EmbedValues, zone: string): RawEmbed | null {
  const compact = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined).map(([part, each]) => [part, compact(each)]));
  };
  const { name: _, ...parts } = values;
  const embed = compact(changeOf(parts, zone)) as RawEmbed; // the API's shape is Discord's; its nulls are gone
  const { timestamp: _time, color: _color, url: _url, fields, ...said } = embed;
  return Object.keys(said).length === 0 && (fields ?? []).length === 0 ? null : embed;
}

/** Characters that count towards Discord's limit of all texts together. */
export function totalOf({ title, description, author, footer, fields }: EmbedValues): number {
  return [title, description, author.name, footer.text, ...fields.flatMap(({ name, value }) => [name, value])].reduce((sum, text) => sum + text.trim().length, 0);
}
