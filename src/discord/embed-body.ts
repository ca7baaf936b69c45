import type { APIEmbed } from 'discord-api-types/v10';
import * as z from 'zod';

/** Discord's limits of an embed. Counted in UTF-16 units, which are never fewer than the characters that Discord counts. */
export const EMBED_LIMITS = {
  title: 256, description: 4_096, url: 2_048, author: 256, footer: 2_048, fields: 25, fieldName: 256, fieldValue: 1_024, total: 6_000, color: 0xffffff,
} as const;

/** A text that Discord trims. zod's own limit counts code points, so it is held in UTF-16 units besides. */
const trimmed = (max: number, min = 0) =>
  z.string().trim().min(min).max(max, { abort: true }).refine(({ length }) => length <= max, { message: `too long: at most ${max} UTF-16 units` });
/** An empty text is none. */
const text = (max: number) => trimmed(max).nullish();
const required = (max: number) => trimmed(max, 1);

/** An address that Discord may fetch and members may open: https, with a host. */
const address = z.string().trim().max(EMBED_LIMITS.url).refine(isHttps, { message: 'must be an address that begins with https://' });

/** Whether a text is an address with https and without a user in it. */
export function isHttps(typed: string): boolean {
  if (!URL.canParse(typed) || /\s/.test(typed)) return false;
  const { protocol, username, password, hostname } = new URL(typed);
  return protocol === 'https:' && username === '' && password === '' && hostname !== '';
}

const picture = z.object({ url: address });

/** The parts of an embed as the API takes and gives them, in Discord's shape; null takes a part away. */
export const embedParts = z.object({
  title: text(EMBED_LIMITS.title),
  description: text(EMBED_LIMITS.description),
  url: address.nullish(),
  color: z.int().min(0).max(EMBED_LIMITS.color).nullish(),
  author: z.object({ name: required(EMBED_LIMITS.author), url: address.nullish(), icon_url: address.nullish() }).nullish(),
  footer: z.object({ text: required(EMBED_LIMITS.footer), icon_url: address.nullish() }).nullish(),
  image: picture.nullish(),
  thumbnail: picture.nullish(),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  fields: z.array(z.object({ name: required(EMBED_LIMITS.fieldName), value: required(EMBED_LIMITS.fieldValue), inline: z.boolean().default(false) }))
    .max(EMBED_LIMITS.fields).nullish(),
});

export type EmbedParts = z.input<typeof embedParts>;

/** What counts towards Discord's limit of all texts together, by part. */
function lengths({ title, description, author, footer, fields }: EmbedParts): Record<string, number> {
  const inFields = (fields ?? []).reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return {
    title: title?.length ?? 0, description: description?.length ?? 0, 'author.name': author?.name.length ?? 0, 'footer.text': footer?.text.length ?? 0,
    fields: inFields,
  };
}

/** What is wrong with an embed as a whole: the part to blame, and why. null: Discord takes it. */
export function embedProblem(parts: EmbedParts): { path: string; problem: 'total' | 'empty'; length: number } | null {
  const counted = Object.entries(lengths(parts));
  const length = counted.reduce((sum, [, each]) => sum + each, 0);
  if (length > EMBED_LIMITS.total) return { path: counted.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '', problem: 'total', length };
  if (length === 0 && !parts.image && !parts.thumbnail) return { path: 'description', problem: 'empty', length };
  return null;
}

/** Names what is wrong with the whole. */
export function checkWhole(parts: EmbedParts, ctx: z.core.$RefinementCtx): void {
  const found = embedProblem(parts);
  if (!found) return;
  const message = found.problem === 'total'
    ? `all texts of an embed together may have ${EMBED_LIMITS.total} characters; these have ${found.length}`
    : 'an embed needs a title, a description, a field, an author, a footer or a picture';
  ctx.addIssue({ code: 'custom', path: found.path.split('.'), message, input: parts });
}

/** A whole embed. */
export const wholeEmbed = embedParts.superRefine(checkWhole);

/** The embed without its empty parts, as Discord takes it. */
export function compactEmbed(parts: EmbedParts): APIEmbed {
  const kept = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  const compact = (object: object): object =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => kept(value)).map(([key, value]) => [key, isObject(value) ? compact(value) : value]));
  // The schema has Discord's shape; only its nulls and empty texts are gone.
  return compact(parts) as APIEmbed;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `#1f8b4c`, `1f8b4c` or `0x1f8b4c` as a number; undefined for anything else. */
export function typedColor(typed: string): number | undefined {
  const found = /^(?:#|0x)?([\da-f]{6})$/i.exec(typed.trim());
  return found ? Number.parseInt(found[1] ?? '', 16) : undefined;
}

/** A colour as it is typed. */
export const colorText = (color: number): string => `#${color.toString(16).padStart(6, '0')}`;
