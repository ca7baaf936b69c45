import { expect, test } from 'vitest';
import { contrast, readableOn } from '../../dashboard/src/discord/color.ts';
import { parseInline } from '../../dashboard/src/discord/markdown/inline.ts';
import { parseMarkdown } from '../../dashboard/src/discord/markdown/parse.ts';
import { timestampText } from '../../dashboard/src/discord/markdown/timestamp.ts';

const text = (value: string): { kind: 'text'; text: string } => ({ kind: 'text', text: value });

test.each([
  ['**bold**', 'bold'], ['*italic*', 'italic'], ['_italic_', 'italic'], ['__underline__', 'underline'], ['~~strike~~', 'strike'], ['||spoiler||', 'spoiler'],
])('%s', (source, kind) => {
  expect(parseInline(source)).toEqual([{ kind, children: [text(source.replace(/[*_~|]/g, ''))] }]);
});

test('emphasis nests', () => {
  expect(parseInline('*a **b** c*')).toEqual([{ kind: 'italic', children: [text('a '), { kind: 'bold', children: [text('b')] }, text(' c')] }]);
  expect(parseInline('***both***')).toEqual([{ kind: 'bold', children: [{ kind: 'italic', children: [text('both')] }] }]);
});

test.each(['2 * 3 * 4', 'snake_case_name', '** a', 'a | b || c', '<@abc>', '[text](javascript:alert(1))', 'xhttp', '#no heading'])('%s stays as typed', (source) => {
  expect(parseInline(source)).toEqual([text(source)]);
});

test('a backslash takes the meaning of a mark', () => {
  expect(parseInline(String.raw`\*no\* \_no\_`)).toEqual([text('*no* _no_')]);
});

test('nothing is marked up within code', () => {
  expect(parseInline('`**a** <@1>`')).toEqual([{ kind: 'code', text: '**a** <@1>' }]);
  expect(parseMarkdown('before\n```ts\nlet a = **1**;\n```\nafter')).toEqual([
    { kind: 'paragraph', children: [text('before')] }, { kind: 'code', language: 'ts', text: 'let a = **1**;' }, { kind: 'paragraph', children: [text('after')] },
  ]);
});

test('mentions, times and emoji', () => {
  expect(parseInline('<@1><@!2><@&3><#4></eco give:5><t:60:R><t:60><:gold:6> @everyone')).toEqual([
    { kind: 'user', id: '1' }, { kind: 'user', id: '2' }, { kind: 'role', id: '3' }, { kind: 'channel', id: '4' }, { kind: 'command', name: 'eco give', id: '5' },
    { kind: 'time', seconds: 60, style: 'R' }, { kind: 'time', seconds: 60, style: 'f' }, { kind: 'emoji', name: 'gold', id: '6' }, text(' '),
    { kind: 'everyone', text: '@everyone' },
  ]);
});

test('addresses end where the sentence goes on', () => {
  expect(parseInline('see https://a.example/x?y=1.')).toEqual([text('see '), { kind: 'link', url: 'https://a.example/x?y=1', children: [text('https://a.example/x?y=1')] }, text('.')]);
  expect(parseInline('[**b**](https://a.example/c_(d))')).toEqual([{ kind: 'link', url: 'https://a.example/c_(d)', children: [{ kind: 'bold', children: [text('b')] }] }]);
});

test('quotes, headings, subtext and lists take lines of their own', () => {
  expect(parseMarkdown('# Title\n> one\n> two\n-# small\nplain').map(({ kind }) => kind)).toEqual(['heading', 'quote', 'subtext', 'paragraph']);
  expect(parseMarkdown('>>> all\nof it')).toEqual([{ kind: 'quote', children: [{ kind: 'paragraph', children: [text('all\nof it')] }] }]);
  const paragraph = (value: string): object => ({ kind: 'paragraph', children: [text(value)] });
  expect(parseMarkdown('3. a\n  - b\n4. c')).toEqual([{
    kind: 'list', ordered: true, start: 3, items: [[paragraph('a'), { kind: 'list', ordered: false, start: 1, items: [[paragraph('b')]] }], [paragraph('c')]],
  }]);
});

test.each(['*', '||', '_a ', '[', '**a', '*a **b', '`', '> ', '~~a', '<t:', '\\'])('4,000 characters of "%s" are read in no time', (piece) => {
  const began = performance.now();
  parseMarkdown(piece.repeat(4_000 / piece.length));
  expect(performance.now() - began).toBeLessThan(500);
});

test('times in the reader\'s words', () => {
  const now = 1_000_000_000_000;
  expect(timestampText(1_000_000_000 + 7_200, 'R', 'en', now)).toBe('in 2 hours');
  expect(timestampText(1_000_000_000 - 86_400, 'R', 'de', now)).toBe('gestern');
  expect(timestampText(9e12, 'f', 'en', now)).toBe('9000000000000');
});

test.each([['#95a5a6', '#eef0fe'], ['#2ecc71', '#ffffff'], ['#000001', '#363a52'], ['#ffffff', '#eef0fe']])('a role\'s colour %s can be read on %s', (color, back) => {
  expect(contrast(readableOn(color, back), back)).toBeGreaterThanOrEqual(4.5);
});
