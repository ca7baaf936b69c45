import type { Inline } from './nodes.ts';

/** Emphasis within emphasis, at most so deep; deeper text stays as typed. */
const DEPTH = 8;

type Rule = [pattern: RegExp, make: (match: RegExpExecArray, inner: (text: string) => Inline[]) => Inline];

const URL_END = /[.,:;"')\]!?]+$/;

/** An address without the punctuation that ends the sentence around it. */
function bareUrl(text: string): string {
  const trimmed = text.replace(URL_END, '');
  return text[trimmed.length] === ')' && trimmed.includes('(') ? `${trimmed})` : trimmed;
}

/** Tried in this order at every place; all sticky, so that a match begins where it is tried. */
const RULES: Rule[] = [
  [/\\([\\*_~`|>#<[\]()@:!.-])/y, ([, char = '']) => ({ kind: 'text', text: char })],
  [/(`{1,2})(?!`)([\s\S]*?[^`])\1(?!`)/y, ([, , text = '']) => ({ kind: 'code', text })],
  [/<@!?(\d{1,20})>/y, ([, id = '']) => ({ kind: 'user', id })],
  [/<@&(\d{1,20})>/y, ([, id = '']) => ({ kind: 'role', id })],
  [/<#(\d{1,20})>/y, ([, id = '']) => ({ kind: 'channel', id })],
  [/<\/([^:>\n]{1,100}):(\d{1,20})>/y, ([, name = '', id = '']) => ({ kind: 'command', name, id })],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, ([, at = '', style]) => ({ kind: 'time', seconds: Number(at), style: style ?? 'f' })],
  [/<a?:(\w{1,32}):(\d{1,20})>/y, ([, name = '', id = '']) => ({ kind: 'emoji', name, id })],
  [/<(https?:\/\/[^\s>]+)>/y, ([, url = '']) => ({ kind: 'link', url, children: [{ kind: 'text', text: url }] })],
  [/\[((?:[^[\]\\\n]|\\.)+)\]\(<?(https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+)>?(?: +"[^"\n]*")?\)/y, ([, label = '', url = ''], inner) => ({ kind: 'link', url, children: inner(label) })],
  [/https?:\/\/[^\s<]+[^\s<.,:;"'\]!?]/y, ([text]) => ({ kind: 'link', url: bareUrl(text), children: [{ kind: 'text', text: bareUrl(text) }] })],
  [/@(?:everyone|here)\b/y, ([text]) => ({ kind: 'everyone', text })],
  [/\|\|([\s\S]+?)\|\|/y, ([, text = ''], inner) => ({ kind: 'spoiler', children: inner(text) })],
  [/\*\*((?:[^*]|\*(?!\*))+(?:\*(?=\*\*\*|\*\*$))?)\*\*(?!\*)/y, ([, text = ''], inner) => ({ kind: 'bold', children: inner(text) })],
  [/__((?:[^_]|_(?!_))+)__/y, ([, text = ''], inner) => ({ kind: 'underline', children: inner(text) })],
  [/~~([\s\S]+?)~~(?!_)/y, ([, text = ''], inner) => ({ kind: 'strike', children: inner(text) })],
  [/\*(?![\s*])((?:\*\*[^*]+\*\*|[^*])*?[^\s*])\*(?!\*)/y, ([, text = ''], inner) => ({ kind: 'italic', children: inner(text) })],
  [/_(?![\s_])((?:__[^_]+__|[^_])*?[^\s_])_(?!\w)/y, ([, text = ''], inner) => ({ kind: 'italic', children: inner(text) })],
];

/** How long a match of a bare address is without what was cut from its end. */
function consumed(match: RegExpExecArray, node: Inline): number {
  return node.kind === 'link' && match[0].startsWith('http') ? node.url.length : match[0].length;
}

/** Reads the text of a line, or of several, into its parts; what is no markup stays text. */
export function parseInline(text: string, depth = 0): Inline[] {
  if (depth > DEPTH) return [{ kind: 'text', text }];
  const nodes: Inline[] = [];
  const inner = (part: string): Inline[] => parseInline(part, depth + 1);
  let plain = '';
  const flush = (): void => {
    if (plain !== '') nodes.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    const found = matchAt(text, at, inner);
    if (found === undefined) {
      plain += text[at++];
      continue;
    }
    if (found.node.kind === 'text') plain += found.node.text;
    else {
      flush();
      nodes.push(found.node);
    }
    at += found.length;
  }
  flush();
  return nodes;
}

/** Characters with which some rule begins. */
const STARTS = /[\\`<[@|*_~h]/;

function matchAt(text: string, at: number, inner: (part: string) => Inline[]): { node: Inline; length: number } | undefined {
  const first = text[at] ?? '';
  if (!STARTS.test(first)) return undefined;
  // Underscores within words and addresses within words are no markup.
  if ((first === '_' || first === 'h') && /\w/.test(text[at - 1] ?? '')) return undefined;
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const node = make(match, inner);
    return { node, length: consumed(match, node) };
  }
  return undefined;
}
