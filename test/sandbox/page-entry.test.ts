import { expect, test } from 'vitest';
import { fieldSpans } from '../../dashboard/src/discord/field-spans.ts';
import { looseFiles } from '../../dashboard/src/discord/loose-files.ts';
import type { RawAttachment, RawMessage } from '../../dashboard/src/discord/raw.ts';
import { fieldProblem, initialValue, modalFields } from '../../dashboard/src/discord/modal-fields.ts';
import { isOffered, leavesOf, searchLeaves } from '../../dashboard/src/sandbox/command/leaf.ts';
import type { Command, CommandOption } from '../../dashboard/src/sandbox/command/leaf.ts';
import { allFor, exactly, narrow } from '../../dashboard/src/sandbox/command/suggest.ts';
import type { Pickable } from '../../dashboard/src/sandbox/command/suggest.ts';
import { parseTyped } from '../../dashboard/src/sandbox/command/typed.ts';
import { checkOption } from '../../dashboard/src/sandbox/command/value.ts';

const PAY: Command = {
  id: '1', name: 'pay', description: 'Pay another member', description_localizations: { de: 'Bezahle jemanden' },
  options: [
    { type: 6, name: 'user', description: 'Who', required: true }, { type: 4, name: 'amount', description: 'How much', required: true, min_value: 1, max_value: 100 },
    { type: 3, name: 'note', description: 'For what', max_length: 10 },
  ],
};
const ECO: Command = {
  id: '2', name: 'eco', description: 'Staff', default_member_permissions: '32',
  options: [{ type: 1, name: 'give', description: 'Give', options: [] }, { type: 2, name: 'more', description: '', options: [{ type: 1, name: 'set', description: 'Set' }] }],
};
const PEOPLE: Pickable = {
  users: [{ id: '11', name: 'Mika' }, { id: '12', name: 'Inês' }], roles: [{ id: '21', name: 'Crew' }],
  channels: [{ id: '31', name: 'general', type: 0 }, { id: '32', name: 'news', type: 5 }], locale: 'en-US',
};
const option = (type: number, more: Partial<CommandOption> = {}): CommandOption => ({ type, name: 'x', description: '', required: true, ...more });
const leaves = [PAY, ECO].flatMap((command) => leavesOf(command, 'de'));

test('subcommands are commands of their own, described in the person\'s language', () => {
  expect(leaves.map(({ name, description }) => [name, description])).toEqual([['pay', 'Bezahle jemanden'], ['eco give', 'Give'], ['eco more set', 'Set']]);
  expect(searchLeaves(leaves, 'give').map(({ name }) => name)).toEqual(['eco give']);
  expect(searchLeaves(leaves, 'e').map(({ name }) => name)).toEqual(['eco give', 'eco more set']);
});

test('who may not use a command is not offered it', () => {
  expect([isOffered(ECO, '0', false), isOffered(ECO, '32', false), isOffered({ ...ECO, default_member_permissions: '0' }, '32', false)]).toEqual([false, true, false]);
  expect([isOffered(PAY, '0', true), isOffered({ ...PAY, contexts: [0] }, '0', true)]).toEqual([true, false]);
});

test('a pasted command fills its options', () => {
  expect(parseTyped('/pay user:@Mika amount:50 note:for: lunch', leaves)?.texts).toEqual({ user: '@Mika', amount: '50', note: 'for: lunch' });
  expect(parseTyped('/eco more set', leaves)?.leaf.name).toBe('eco more set');
  expect([parseTyped('/payment', leaves), parseTyped('/eco', leaves)]).toEqual([null, null]);
});

test('suggestions fit what was typed, accents or not', () => {
  const all = allFor(option(6), PEOPLE);
  expect(narrow(all, '@ine').map(({ label }) => label)).toEqual(['@Inês']);
  expect([exactly(all, '<@11>')?.value, exactly(all, 'mika')?.value, exactly(all, 'mik')]).toEqual(['11', '11', undefined]);
  expect(allFor(option(7, { channel_types: [5] }), PEOPLE).map(({ label }) => label)).toEqual(['#news']);
  expect(allFor(option(9), PEOPLE)).toHaveLength(3);
});

test.each<[string, CommandOption, string, object | null]>([
  ['a required option', option(3), ' ', { problem: { key: 'required' } }],
  ['an option left out', option(4, { required: false }), '', null],
  ['a word for a number', option(4), 'ten', { problem: { key: 'notNumber' } }],
  ['a fraction for a whole number', option(4), '1.5', { problem: { key: 'notWhole' } }],
  ['a fraction for a number', option(10), '1.5', { value: 1.5 }],
  ['too little', option(4, { min_value: 1 }), '0', { problem: { key: 'tooSmall', count: 1 } }],
  ['too much', option(4, { max_value: 9 }), '10', { problem: { key: 'tooLarge', count: 9 } }],
  ['beyond 2^53', option(4), '9007199254740993', { problem: { key: 'tooLarge', count: Number.MAX_SAFE_INTEGER } }],
  ['a short text', option(3, { min_length: 3 }), 'ab', { problem: { key: 'tooShort', count: 3 } }],
  ['a long text', option(3, { max_length: 3 }), 'abcd', { problem: { key: 'tooLong', count: 3 } }],
  ['a choice by its name', option(3, { choices: [{ name: 'Balance', value: 'b' }] }), 'balance', { value: 'b' }],
  ['no choice', option(3, { choices: [{ name: 'Balance', value: 'b' }] }), 'c', { problem: { key: 'notListed' } }],
  ['a member by name', option(6), '@mika', { value: '11' }],
  ['nobody', option(6), 'zoe', { problem: { key: 'notListed' } }],
  ['a truth', option(5), 'true', { value: true }],
  ['a file that is missing', option(11), '', { problem: { key: 'needsFile' } }],
])('%s', (_, definition, text, expected) => {
  expect(checkOption(definition, { text }, PEOPLE)).toEqual(expected);
});

test('what was chosen from a list goes as its value', () => {
  expect(checkOption(option(4, { autocomplete: true }), { text: '#12 · Welcome', chosen: 12 }, PEOPLE)).toEqual({ value: 12 });
});

test('a modal\'s fields are checked as Discord checks them', () => {
  const [name, files, pick] = modalFields([
    { type: 18, label: 'Name', component: { type: 4, custom_id: 'name', min_length: 2, max_length: 4, value: 'ab' } },
    { type: 10, content: 'A text between' },
    { type: 18, label: 'Files', component: { type: 19, custom_id: 'files', required: false, max_values: 2 } },
    { type: 18, label: 'Pick', component: { type: 3, custom_id: 'pick', min_values: 2, max_values: 3, options: [{ label: 'A', value: 'a', default: true }] } },
  ]);
  if (name === undefined || files === undefined || pick === undefined) throw new Error('a field is missing');
  expect([initialValue(name), initialValue(files), initialValue(pick)]).toEqual(['ab', [], ['a']]);
  expect([fieldProblem(name, ''), fieldProblem(name, 'a'), fieldProblem(name, 'abcde'), fieldProblem(name, 'abc')]).toEqual([
    { key: 'fieldRequired', count: 1 }, { key: 'fieldShort', count: 2 }, { key: 'fieldLong', count: 4 }, null,
  ]);
  expect(fieldProblem(files, [])).toBeNull();
  expect(fieldProblem(files, ['a', 'b', 'c'].map((file) => ({ name: file, size: 1 })))).toEqual({ key: 'fieldMany', count: 2 });
  expect(fieldProblem(pick, ['a'])).toEqual({ key: 'fieldFew', count: 2 });
});

test('a file that an embed or component shows is not shown twice', () => {
  const file = (name: string): RawAttachment => ({ id: name, filename: name, size: 1, url: `http://127.0.0.1/attachments/1/${name}` });
  const message: RawMessage = {
    id: '1', channel_id: '2', author: { id: '3', username: 'bot' }, content: '', timestamp: '2026-01-01T00:00:00Z',
    attachments: [file('a.png'), file('b.png'), file('c.pdf')], embeds: [{ image: { url: 'attachment://a.png' } }],
    components: [{ type: 12, items: [{ media: { url: file('b.png').url } }] }],
  };
  expect(looseFiles(message).map(({ filename }) => filename)).toEqual(['c.pdf']);
});

test.each([
  ['iii', [4, 4, 4]], ['ii', [6, 6]], ['i', [12]], ['iiii', [4, 4, 4, 12]], ['ibii', [12, 12, 6, 6]], ['bb', [12, 12]],
])('inline fields share rows by threes at most: %s', (kinds, spans) => {
  expect(fieldSpans([...kinds].map((kind) => ({ inline: kind === 'i' })))).toEqual(spans);
});
