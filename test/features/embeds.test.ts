import { beforeAll, expect, test, vi } from 'vitest';
import { rows, served, soon } from '../harness/announcements.ts';
import { complete, controls, deliver, formInteraction, freshId, person, press, run, submit, type Answer, type Guild, type Person } from '../harness/discord.ts';
import { migrateAndSend } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { audits } from '../harness/rows.ts';
import { idOf } from '../harness/tasks.ts';

beforeAll(migrateAndSend);

const BLANK = { title: '', description: '', color: '', image: '', footer: '' };
const said = (channel: string) => discord.messages(channel).map(({ embeds }) => embeds[0]?.description);

async function keep(staff: Person, where: Guild, name: string, fields: Partial<typeof BLANK>): Promise<Answer> {
  const form = await run(staff, where, '/embed create', { name });
  return submit(staff, where, form.data.custom_id, { ...BLANK, ...fields });
}

test('a template is kept once, posted, and its copies follow an edit', async () => {
  const { where, staff, channel } = await served();
  const other = freshId();
  const form = await run(staff, where, '/embed create', { name: '  Server RULES ' });
  expect([form.type, controls(form)]).toEqual([9, []]);
  const filled = formInteraction(staff, where, form.data.custom_id, {
    title: 'Rules', description: 'Be kind, @everyone <@1>', color: '#00ff00', image: 'https://example.com/rules.png', footer: 'The staff',
  });
  const [one, two] = [await deliver(filled), await deliver(filled)];
  expect(one.text).toContain('Template **server rules** is kept');
  expect(two.text).toBe(one.text);
  expect(one.data.embeds[1]).toMatchObject({ title: 'Rules', color: 0x00ff00 });
  expect((await run(staff, where, '/embed create', { name: 'server rules' })).text).toContain('of that name already');
  for (const target of [channel, other]) await run(staff, where, '/embed post', { name: 'server rules', channel: { channel: target } });
  await vi.waitFor(() => expect([said(channel), said(other)]).toEqual([['Be kind, @everyone <@1>'], ['Be kind, @everyone <@1>']]), soon);
  const [posted] = discord.calls(new RegExp(`^POST /channels/${channel}/messages$`));
  expect(posted?.body).toMatchObject({ content: '', allowed_mentions: { parse: [] }, embeds: [{ image: { url: 'https://example.com/rules.png' }, footer: { text: 'The staff' } }] });
  expect(await rows(where, 'SELECT record FROM message WHERE guild = ?1')).toEqual([{ record: '1:1' }, { record: '1:2' }]);
  const edit = await run(staff, where, '/embed edit', { name: 'server rules' });
  expect(edit.data.components.map(({ component }: { component: { value?: string } }) => component.value))
    .toEqual(['Rules', 'Be kind, @everyone <@1>', '#00ff00', 'https://example.com/rules.png', 'The staff']);
  expect((await submit(staff, where, edit.data.custom_id, { ...BLANK, description: 'Be kinder' })).text).toContain('is changed');
  await vi.waitFor(() => expect([said(channel), said(other)]).toEqual([['Be kinder'], ['Be kinder']]), soon);
  expect(discord.messages(channel)[0]?.embeds).toEqual([{ description: 'Be kinder' }]);
  expect((await audits(where.id)).map(({ action }) => action)).toEqual(['embed.create', 'embed.post', 'embed.post', 'embed.edit']);
  expect(await complete(staff, where, '/embed post', 'name', 'RUL')).toEqual([{ name: 'server rules', value: 'server rules' }]);
});

test('deleting asks what becomes of the copies', async () => {
  const { where, staff, channel } = await served();
  const lone = freshId();
  for (const [name, target] of [['first', channel], ['second', lone]] as const) {
    await keep(staff, where, name, { description: name });
    await run(staff, where, '/embed post', { name, channel: { channel: target } });
  }
  await vi.waitFor(async () => expect(await rows(where, "SELECT 1 FROM message WHERE guild = ?1 AND state = 'synced'")).toHaveLength(2), soon);
  const question = await run(staff, where, '/embed delete', { name: 'first' });
  expect(controls(question).map(({ label }) => label)).toEqual(['Delete with its copies', 'Delete, keep its copies', 'Keep it']);
  expect((await press(person('ada'), where, idOf(question, 'Delete with'))).text).toContain('moderator');
  expect((await press(staff, where, idOf(question, 'Keep it'))).text).toContain('Nothing was deleted');
  expect((await press(staff, where, idOf(question, 'Delete with'))).text).toContain('copies with it');
  await vi.waitFor(() => expect(said(channel)).toEqual([]), soon);
  const other = await run(staff, where, '/embed delete', { name: 'second', messages: false });
  expect(controls(other)).toHaveLength(2);
  expect((await press(staff, where, idOf(other, 'Delete, keep'))).text).toContain('What was posted stays');
  expect((await press(staff, where, idOf(other, 'Delete, keep'))).text).toContain('no template');
  await vi.waitFor(async () => expect(await rows(where, 'SELECT 1 FROM message WHERE guild = ?1')).toEqual([]), soon);
  expect(said(lone)).toEqual(['second']);
  // The name is free again; the number is not.
  expect((await keep(staff, where, 'first', { description: 'anew' })).text).toContain('is kept');
  expect(await rows(where, 'SELECT embed_id FROM embed WHERE guild = ?1')).toEqual([{ embed_id: 3 }]);
});

test('what does not fit is told and keeps nothing', async () => {
  const { where, staff, channel } = await served();
  for (const [fields, told] of [
    [{}, 'needs a title'], [{ title: 'x', color: 'blue' }, 'A colour'], [{ title: 'x', image: 'http://example.com/a.png' }, 'https://'],
    [{ description: 'x'.repeat(4_000), footer: 'y'.repeat(2_001) }, '6,000'], [{ title: 'x'.repeat(257) }, '256'],
  ] as const) expect((await keep(staff, where, 'bad', fields)).text).toContain(told);
  expect((await run(staff, where, '/embed create', { name: '船'.repeat(30) })).text).toContain('too long for a form');
  expect((await run(staff, where, '/embed post', { name: 'nothing', channel: { channel } })).text).toContain('no template');
  expect((await run(staff, where, '/embed edit', { name: '#7' })).text).toContain('no template');
  expect((await run(person('ada'), where, '/embed create', { name: 'mine' })).text).toContain('moderator');
  expect(await rows(where, 'SELECT 1 FROM embed WHERE guild = ?1')).toEqual([]);
});

test('two templates of one name at once: one is kept', async () => {
  const { where, staff } = await served();
  const forms = await Promise.all([1, 2, 3].map(() => run(staff, where, '/embed create', { name: 'twin' })));
  const answers = await Promise.all(forms.map((form) => submit(staff, where, form.data.custom_id, { ...BLANK, title: 'Twin' })));
  expect(answers.filter(({ text }) => text.includes('is kept'))).toHaveLength(1);
  expect(answers.filter(({ text }) => text.includes('already'))).toHaveLength(2);
  expect(await rows(where, 'SELECT 1 FROM embed WHERE guild = ?1')).toHaveLength(1);
});
