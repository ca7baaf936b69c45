import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { renderMarkdown } from './markdown.ts';
import type { MarkdownContext } from './markdown.ts';
import { pad, paint, tint, wrap } from './terminal.ts';

const BAR = '▌';
const GAP = 2;
const COLUMNS = 3;
const DEFAULT_COLOR = 0x4f545c;

/** Lines with a coloured bar on their left. */
export function boxed(lines: string[], color: number | null | undefined, context: MarkdownContext): string[] {
  const bar = tint(context.terminal, color ?? DEFAULT_COLOR, BAR);
  return lines.map((line) => `${bar} ${line}`.trimEnd());
}

function fieldLines(field: APIEmbedField, width: number, context: MarkdownContext): string[] {
  const name = renderMarkdown(field.name, context);
  return [...wrap(paint(context.terminal, 'bold', name), width), ...wrap(renderMarkdown(field.value, context), width)];
}

/** Fields in rows: up to three inline ones side by side, the others each alone. */
function fieldRows(fields: APIEmbedField[]): APIEmbedField[][] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (field.inline && last?.[0]?.inline && last.length < COLUMNS) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function sideBySide(row: APIEmbedField[], width: number, context: MarkdownContext): string[] {
  const column = row[0]?.inline ? Math.floor((width - GAP * (COLUMNS - 1)) / COLUMNS) : width;
  const texts = row.map((field) => fieldLines(field, column, context));
  const height = Math.max(...texts.map((text) => text.length));
  return Array.from({ length: height }, (_, line) =>
    texts.map((text) => pad(text[line] ?? '', column)).join(' '.repeat(GAP)).trimEnd());
}

function footerText(embed: APIEmbed, context: MarkdownContext): string {
  const time = embed.timestamp === undefined ? undefined
    : new Intl.DateTimeFormat(context.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(embed.timestamp));
  return [embed.footer?.text, time].filter((part) => part !== undefined).join(' • ');
}

/** An embed as lines: author, title, description, fields in columns, picture, footer, behind a bar in its colour. */
export function renderEmbed(embed: APIEmbed, context: MarkdownContext): string[] {
  const { terminal } = context;
  const width = terminal.width - 2;
  const sections: string[][] = [];
  if (embed.author !== undefined) sections.push(wrap(paint(terminal, 'bold', embed.author.name), width));
  if (embed.title !== undefined) {
    const link = embed.url === undefined ? '' : ` (${embed.url})`;
    sections.push(wrap(paint(terminal, 'bold', renderMarkdown(embed.title, context)) + link, width));
  }
  if (embed.description !== undefined) sections.push(wrap(renderMarkdown(embed.description, context), width));
  for (const row of fieldRows(embed.fields ?? [])) sections.push(['', ...sideBySide(row, width, context)]);
  for (const picture of [embed.image, embed.thumbnail]) {
    if (picture !== undefined) sections.push(wrap(paint(terminal, 'dim', `[picture] ${picture.url}`), width));
  }
  const footer = footerText(embed, context);
  if (footer !== '') sections.push(['', ...wrap(paint(terminal, 'dim', footer), width)]);
  return boxed(sections.flat(), embed.color, context);
}
