import type { APIEmbed } from 'discord-api-types/v10';
import * as z from 'zod';
import { compactEmbed, embedProblem, EMBED_LIMITS, isHttps, typedColor, type EmbedParts } from '../../discord/embed-body.ts';
import { AppError } from '../../kernel/errors.ts';

export const NAME_MAX = 50;
/** Characters that a text input of Discord's forms holds. */
export const FORM_TEXT_MAX = 4_000;

/** A template's name: lower-case, in one line. */
export const embedName = z.string().trim().toLowerCase().min(1, { abort: true }).max(NAME_MAX).regex(/^[^\p{Cc}]+$/u);

/** A name as it is typed in a command. */
export function typedName(typed: string): string {
  const name = embedName.safeParse(typed.replaceAll(/\s+/g, ' '));
  if (!name.success) throw new AppError('invalid', 'embeds.refused.name', { max: NAME_MAX });
  return name.data;
}

/** The embed as Discord takes it. @throws AppError where it is too long as a whole, or empty */
export function sayable(parts: EmbedParts): APIEmbed {
  const problem = embedProblem(parts);
  if (problem?.problem === 'total') throw new AppError('invalid', 'embeds.refused.total', { max: EMBED_LIMITS.total, length: problem.length });
  if (problem) throw new AppError('invalid', 'embeds.refused.empty');
  return compactEmbed(parts);
}

type Fields = Record<string, string | string[]>;

function fieldText(fields: Fields, name: string, max: number): string {
  const value = fields[name];
  const text = typeof value === 'string' ? value.trim() : '';
  if (text.length > max) throw new AppError('invalid', 'errors.text_length', { max });
  return text;
}

/** What the form says, put into the embed that is kept; parts that the form does not show stay as they are. */
export function readEmbedForm(fields: Fields, before: APIEmbed = {}): APIEmbed {
  const title = fieldText(fields, 'title', EMBED_LIMITS.title);
  const description = fieldText(fields, 'description', FORM_TEXT_MAX);
  const color = fieldText(fields, 'color', 20);
  const image = fieldText(fields, 'image', EMBED_LIMITS.url);
  const footer = fieldText(fields, 'footer', EMBED_LIMITS.footer);
  const number = color === '' ? null : typedColor(color);
  if (number === undefined) throw new AppError('invalid', 'embeds.refused.color');
  if (image !== '' && !isHttps(image)) throw new AppError('invalid', 'embeds.refused.image');
  return sayable({
    // Kept by this feature alone, from what Discord takes.
    ...(before as EmbedParts), title, description, color: number, image: image === '' ? null : { url: image },
    footer: footer === '' ? null : { ...before.footer, text: footer },
  });
}
