import type { Leaf } from './leaf.ts';

/** A whole command as typed or pasted. */
export interface TypedCommand {
  leaf: Leaf;
  /** Texts by option name. */
  texts: Record<string, string>;
}

/** Reads "/pay user:@mika amount:50" as Discord reads a pasted command; null where no such command is. */
export function parseTyped(text: string, leaves: Leaf[]): TypedCommand | null {
  const typed = text.trim().replace(/^\//, '');
  const leaf = leaves.filter(({ name }) => typed === name || typed.startsWith(`${name} `)).sort((left, right) => right.name.length - left.name.length)[0];
  if (leaf === undefined) return null;
  const rest = typed.slice(leaf.name.length);
  const names = leaf.options.map(({ name }) => name);
  const marks = [...rest.matchAll(/(?:^|\s)([\p{L}\p{N}_-]{1,32}):/gu)].filter((mark) => names.includes(mark[1] ?? ''));
  const texts: Record<string, string> = {};
  for (const [index, mark] of marks.entries()) {
    const end = marks[index + 1]?.index ?? rest.length;
    texts[mark[1] ?? ''] = rest.slice(mark.index + mark[0].length, end).trim();
  }
  return { leaf, texts };
}
