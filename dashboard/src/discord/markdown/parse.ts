import { parseInline } from './inline.ts';
import type { Block } from './nodes.ts';

const FENCE = /```(?:([\w+#.-]{1,30})\n)?\n?([\s\S]+?)\n?```/g;
const ITEM = /^( *)(?:[-*]|(\d{1,9})\.) +(?=\S)(.*)$/;
const QUOTES_DEEP = 4;

interface Item {
  indent: number;
  number: number | undefined;
  text: string;
}

function itemOf(line: string): Item | undefined {
  const match = ITEM.exec(line);
  if (match === null) return undefined;
  const [, indent = '', number, text = ''] = match;
  return { indent: indent.length, number: number === undefined ? undefined : Number(number), text };
}

/** A run of list lines as one list; deeper ones hang below the item before them. */
function listOf(items: Item[]): Block {
  const [first] = items;
  const level = first?.indent ?? 0;
  const list = { kind: 'list' as const, ordered: first?.number !== undefined, start: first?.number ?? 1, items: [] as Block[][] };
  for (let at = 0; at < items.length;) {
    const below = items.slice(at + 1).findIndex((item) => item.indent <= level);
    const end = below === -1 ? items.length : at + 1 + below;
    const deeper = items.slice(at + 1, end);
    const text: Block = { kind: 'paragraph', children: parseInline(items[at]?.text ?? '') };
    list.items.push(deeper.length === 0 ? [text] : [text, listOf(deeper)]);
    at = end;
  }
  return list;
}

function markedLine(line: string): Block | undefined {
  const heading = /^(#{1,3}) +(.+)$/.exec(line);
  if (heading !== null) return { kind: 'heading', level: (heading[1] ?? '#').length as 1 | 2 | 3, children: parseInline(heading[2] ?? '') };
  const subtext = /^-# +(.+)$/.exec(line);
  return subtext === null ? undefined : { kind: 'subtext', children: parseInline(subtext[1] ?? '') };
}

function linesOf(text: string, depth: number): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    if (plain.length > 0) blocks.push({ kind: 'paragraph', children: parseInline(plain.join('\n')) });
    plain = [];
  };
  const run = (from: number, fits: (line: string) => boolean): string[] => {
    const end = lines.slice(from).findIndex((line) => !fits(line));
    return lines.slice(from, end === -1 ? undefined : from + end);
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const quotable = depth < QUOTES_DEEP;
    const item = itemOf(line);
    const marked = item === undefined ? markedLine(line) : undefined;
    if (quotable && line.startsWith('>>> ')) {
      flush();
      blocks.push({ kind: 'quote', children: parseBlocks([line.slice(4), ...lines.slice(at + 1)].join('\n'), depth + 1) });
      return blocks;
    }
    if (quotable && line.startsWith('> ')) {
      flush();
      const quoted = run(at, (each) => /^>( |$)/.test(each));
      blocks.push({ kind: 'quote', children: parseBlocks(quoted.map((each) => each.slice(2)).join('\n'), depth + 1) });
      at += quoted.length;
    } else if (item !== undefined) {
      flush();
      const listed = run(at, (each) => itemOf(each) !== undefined);
      blocks.push(listOf(listed.flatMap((each) => itemOf(each) ?? [])));
      at += listed.length;
    } else {
      if (marked === undefined) plain.push(line);
      else {
        flush();
        blocks.push(marked);
      }
      at += 1;
    }
  }
  flush();
  return blocks;
}

function parseBlocks(text: string, depth: number): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    const before = text.slice(from, fence.index).replace(/\n$/, '');
    if (before !== '') blocks.push(...linesOf(before, depth));
    blocks.push({ kind: 'code', language: fence[1] ?? '', text: fence[2] ?? '' });
    from = fence.index + fence[0].length;
  }
  const rest = from === 0 ? text : text.slice(from).replace(/^\n/, '');
  if (rest !== '') blocks.push(...linesOf(rest, depth));
  return blocks;
}

/** Reads Discord's Markdown. Anything may be given; what is no markup comes back as text. */
export function parseMarkdown(text: string): Block[] {
  return parseBlocks(text, 0);
}
