import { stripVTControlCharacters } from 'node:util';

/** How the terminal is written to. */
export interface Terminal {
  /** Columns. */
  width: number;
  color: boolean;
}

const MIN_WIDTH = 40;
const MAX_WIDTH = 100;

/** SGR codes: what opens a style and what closes it. */
const STYLES = {
  bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], strike: [9, 29], inverse: [7, 27],
  red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [94, 39], cyan: [36, 39], grey: [90, 39],
} as const;

export type StyleName = keyof typeof STYLES;

/** The terminal of a process: its width within bounds, colours unless NO_COLOR is set or the output is no terminal. */
export function terminalOf(stream: { columns?: number; isTTY?: boolean }, environment: Record<string, string | undefined>): Terminal {
  const forced = environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0';
  return {
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, stream.columns ?? 80)),
    color: !environment['NO_COLOR'] && (forced || stream.isTTY === true),
  };
}

/** A text in a style, or as it is where there are no colours. */
export function paint(terminal: Terminal, style: StyleName, text: string): string {
  const [open, close] = STYLES[style];
  return terminal.color && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text;
}

/** A text in a 24-bit colour. */
export function tint(terminal: Terminal, color: number, text: string): string {
  if (!terminal.color) return text;
  return `\u001b[38;2;${(color >> 16) & 255};${(color >> 8) & 255};${color & 255}m${text}\u001b[39m`;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const WIDE = /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

/** Columns that a text takes; style codes take none, emoji and East Asian characters two. */
export function cells(text: string): number {
  let count = 0;
  for (const { segment } of segmenter.segment(stripVTControlCharacters(text))) count += WIDE.test(segment) ? 2 : 1;
  return count;
}

/** A text filled with blanks to a number of columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

// oxlint-disable-next-line no-control-regex -- style codes begin with the escape character
const CODE = /\u001b\[([\d;]+)m/g;

/** Styles open at the end of a text, as codes to open them again; each closer ends its group. */
function openStyles(text: string, before: string[]): string[] {
  let open = [...before];
  const closers: Record<string, RegExp> = {
    22: /\[[12]m/, 23: /\[3m/, 24: /\[4m/, 27: /\[7m/, 29: /\[9m/, 39: /\[(3[0-7]|9\d|38;[\d;]+)m/,
  };
  for (const [code, numbers] of text.matchAll(CODE)) {
    const closed = closers[numbers ?? ''];
    if (closed === undefined) open.push(code);
    else open = open.filter((style) => !closed.test(style));
  }
  return open;
}

function breakWord(word: string, width: number): string[] {
  if (cells(word) <= width || word.includes('\u001b')) return [word];
  const parts: string[] = [''];
  for (const { segment } of segmenter.segment(word)) {
    if (cells((parts.at(-1) ?? '') + segment) > width) parts.push('');
    parts[parts.length - 1] += segment;
  }
  return parts;
}

/** Breaks a styled text into lines of at most so many columns; every line closes its styles and reopens them on the next. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').flatMap((w) => breakWord(w, width))) {
      if (line !== '' && cells(line) + 1 + cells(word) > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  let open: string[] = [];
  return lines.map((line) => {
    const start = open.join('');
    open = openStyles(line, open);
    return `${start}${line}${open.length > 0 ? '\u001b[0m' : ''}`;
  });
}
