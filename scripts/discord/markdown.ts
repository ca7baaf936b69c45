import { paint } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** Names of what a message mentions, by id. */
interface Names {
  users: Record<string, string>;
  roles: Record<string, string>;
  channels: Record<string, string>;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1],
];

const FORMATS: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' }, T: { timeStyle: 'medium' }, d: { dateStyle: 'short' }, D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' }, F: { dateStyle: 'full', timeStyle: 'short' },
};

/** A Discord timestamp as text, in words for style R. */
export function timestampText(seconds: number, style: string, locale: string, now: number): string {
  if (style !== 'R') return new Intl.DateTimeFormat(locale, FORMATS[style] ?? FORMATS['f']).format(seconds * 1000);
  const distance = seconds - Math.round(now / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(distance / length), unit);
}

export interface MarkdownContext {
  terminal: Terminal;
  names: Names;
  locale: string;
  now: number;
}

function references(text: string, { terminal, names, locale, now }: MarkdownContext): string {
  const mention = (name: string): string => paint(terminal, 'blue', name);
  return text
    .replace(/<@!?(\d+)>/g, (_, id: string) => mention(`@${names.users[id] ?? id}`))
    .replace(/<@&(\d+)>/g, (_, id: string) => mention(`@${names.roles[id] ?? id}`))
    .replace(/<#(\d+)>/g, (_, id: string) => mention(`#${names.channels[id] ?? id}`))
    .replace(/<\/([^:>]+):\d+>/g, (_, name: string) => mention(`/${name}`))
    .replace(/<t:(-?\d+)(?::([tTdDfFR]))?>/g, (_, at: string, style?: string) => timestampText(Number(at), style ?? 'f', locale, now))
    .replace(/<a?:(\w+):\d+>/g, ':$1:');
}

function inline(text: string, context: MarkdownContext): string {
  const { terminal } = context;
  return text
    .replace(/\*\*(.+?)\*\*/gs, (_, inner: string) => paint(terminal, 'bold', inner))
    .replace(/__(.+?)__/gs, (_, inner: string) => paint(terminal, 'underline', inner))
    .replace(/~~(.+?)~~/gs, (_, inner: string) => paint(terminal, 'strike', inner))
    .replace(/\|\|(.+?)\|\|/gs, (_, inner: string) => paint(terminal, 'inverse', inner))
    .replace(/(?<![\w*])\*(?!\s)([^*\n]+?)\*(?!\w)/g, (_, inner: string) => paint(terminal, 'italic', inner))
    .replace(/(?<!\w)_(?!\s)([^_\n]+?)_(?!\w)/g, (_, inner: string) => paint(terminal, 'italic', inner))
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, (_, label: string, url: string) => `${label} (${paint(terminal, 'underline', url)})`);
}

function block(line: string, { terminal }: MarkdownContext): string {
  return line
    .replace(/^#{1,3} (.*)$/, (_, rest: string) => paint(terminal, 'bold', rest))
    .replace(/^-# (.*)$/, (_, rest: string) => paint(terminal, 'dim', rest))
    .replace(/^> ?(.*)$/, (_, rest: string) => `${paint(terminal, 'grey', '│')} ${rest}`)
    .replace(/^(\s*)[-*] (.*)$/, '$1• $2');
}

/** Discord's Markdown as terminal text: mentions and times in words, emphasis as styles; code and escapes stay as typed. */
export function renderMarkdown(text: string, context: MarkdownContext): string {
  const kept: string[] = [];
  const keep = (piece: string): string => `\uE000${kept.push(piece) - 1}\uE001`;
  const shielded = text
    .replace(/```(?:\w*\n)?([\s\S]*?)```/g, (_, code: string) => keep(paint(context.terminal, 'cyan', code.replace(/\n$/, ''))))
    .replace(/`([^`\n]+)`/g, (_, code: string) => keep(paint(context.terminal, 'cyan', code)))
    .replace(/\\([\\*_~`|>#<[\]()@:-])/g, (_, character: string) => keep(character))
    .replace(/<(?:@!?|@&|#|t:|\/|a?:)[^>\n]+>/g, (reference) => keep(references(reference, context)));
  const lines = shielded.split('\n').map((line) => block(line, context));
  return inline(lines.join('\n'), context).replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '');
}
