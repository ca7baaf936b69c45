import { beforeAll, describe, expect, test, vi } from 'vitest';
import { typedMoment } from '../../src/kernel/typed-time.ts';
import { momentOf, nextTurn, wallClock } from '../../src/kernel/wall-clock.ts';
import { rows, served, soon, tick } from '../harness/announcements.ts';
import { complete, deliver, formInteraction, person, press, run, submit, type Answer, type Guild, type Person } from '../harness/discord.ts';
import { migrateAndSend } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { audits } from '../harness/rows.ts';
import { idOf } from '../harness/tasks.ts';

beforeAll(migrateAndSend);

const MINUTE = 60_000;
const posts = (channel: string) => discord.calls(new RegExp(`^POST /channels/${channel}/messages$`)).map(({ body }) => body);
const posted = (channel: string, count: number) => vi.waitFor(() => expect(posts(channel)).toHaveLength(count), soon);
const stateOf = (where: Guild) => rows(where, 'SELECT announcement_id AS id, state, due, posts, version FROM announcement WHERE guild = ?1 ORDER BY announcement_id');
const inSync = (where: Guild, count: number) => vi.waitFor(async () =>
  expect(await rows(where, "SELECT 1 FROM message WHERE guild = ?1 AND state = 'synced'")).toHaveLength(count), soon);

async function announce(staff: Person, where: Guild, options: Record<string, never> | object, fields: Record<string, string>): Promise<Answer> {
  const form = await run(staff, where, '/announce post', { title: 'Regatta', ...options } as never);
  const { value: title = '' } = form.data.components[0].component;
  return submit(staff, where, form.data.custom_id, { title, ...fields });
}

describe('times as people type them', () => {
  const zone = 'Europe/Berlin';
  // A Friday, noon in Berlin, two days before clocks are put back.
  const now = Date.parse('2026-10-23T10:00:00Z');

  test.each([
    ['18:00', '2026-10-23T18:00'], ['9:30', '2026-10-24T09:30'], ['tomorrow 9:30', '2026-10-24T09:30'], ['morgen um 9 Uhr', '2026-10-24T09:00'],
    ['fri 6pm', '2026-10-23T18:00'], ['Friday at 11:00', '2026-10-30T11:00'], ['mi 12.15', '2026-10-28T12:15'], ['2026-12-31 18:00', '2026-12-31T18:00'],
    ['2026-12-31T18:00', '2026-12-31T18:00'], ['31.12. 18:00', '2026-12-31T18:00'], ['1.2. 8 uhr', '2027-02-01T08:00'], ['in 2h 30m', '2026-10-23T14:30'],
    ['90m', '2026-10-23T13:30'], ['mon 12am', '2026-10-26T00:00'], ['today 8:00', '2026-10-23T08:00'],
  ])('%s', (typed, wall) => expect(wallClock(typedMoment(typed, now, zone) ?? 0, zone)).toBe(wall));

  test.each(['', '9', 'tomorrow', '25:00', '2026-02-31 10:00', '13pm', '31.2. 10:00', 'constructor 9:00', '9:00 tomorrow never', 'in 99999h'])('%s is nothing', (typed) => {
    expect(typedMoment(typed, now, zone)).toBeUndefined();
  });

  test('a clock that is put forward or back', () => {
    expect(new Date(momentOf('2026-03-29T02:30', zone)).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(new Date(momentOf('2026-10-25T02:30', zone)).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(new Date(momentOf('2026-10-04T02:15', 'Australia/Lord_Howe')).toISOString()).toBe('2026-10-03T15:45:00.000Z');
  });

  test.each([
    ['daily', '2026-10-24T09:00', ['2026-10-25T08:00', '2026-10-26T08:00']],
    ['daily', '2026-03-28T02:30', ['2026-03-29T01:30', '2026-03-30T00:30']],
    ['weekly', '2026-10-23T09:00', ['2026-10-30T08:00', '2026-11-06T08:00']],
    ['monthly', '2026-01-31T09:00', ['2026-02-28T08:00', '2026-03-31T07:00', '2026-04-30T07:00']],
  ] as const)('%s from %s keeps to the clock and the day', (repeat, wall, utc) => {
    let at = momentOf(wall, zone);
    const turns = utc.map(() => new Date(at = nextTurn(wall, repeat, zone, at)).toISOString().slice(0, 16));
    expect(turns).toEqual(utc);
    expect(nextTurn(wall.replace('2026', '2006'), repeat, zone, at)).toBeGreaterThan(at);
  });
});

test('/announce post asks for the text and posts it once, whoever delivers it twice', async () => {
  const { where, staff, channel } = await served();
  const form = await run(staff, where, '/announce post', { channel: { channel }, title: 'Regatta', pin: true });
  expect(form.type).toBe(9);
  expect(form.data.components[0].component.value).toBe('Regatta');
  const filled = formInteraction(staff, where, form.data.custom_id, { title: 'Regatta', text: 'Bring a **boat**, <@1> and @everyone <@&77>', color: '', image: '' });
  const [one, two] = [await deliver(filled), await deliver(filled)];
  expect(one.text).toContain(`Announcement #1 **Regatta** is on its way to <#${channel}>`);
  expect([two.text, one.private]).toEqual([one.text, true]);
  await posted(channel, 1);
  expect(posts(channel)[0]).toMatchObject({ content: '## Regatta\nBring a **boat**, <@1> and @everyone <@&77>', embeds: [], allowed_mentions: { parse: [] } });
  await inSync(where, 1);
  expect(discord.messages(channel)).toMatchObject([{ pinned: true }]);
  expect(await stateOf(where)).toMatchObject([{ id: 1, state: 'posted', due: null, posts: 1 }]);
  expect(await audits(where.id)).toMatchObject([{ actor: staff.id, action: 'announcement.create', target: 'announcement:1', source: 'discord:form:announcements_new' }]);
});

test('whom staff chose is notified, and nobody that is typed', async () => {
  const { where, staff, channel, role } = await served();
  const text = '@here @EVERYONE @everyone <@123456789012345678> <@&123456789012345678>';
  await announce(staff, where, { channel: { channel }, mention: 'here' }, { text });
  await announce(staff, where, { channel: { channel }, role: { role } }, { text });
  await announce(staff, where, { channel: { channel }, role: { role: where.id } }, { text: 'all' });
  await posted(channel, 3);
  const bodies = posts(channel).toSorted((a, b) => a.content.length - b.content.length);
  expect(bodies[0]).toMatchObject({ content: '@everyone\n## Regatta\nall', allowed_mentions: { parse: ['everyone'] } });
  const here = bodies.find(({ content }) => content.startsWith('@here'));
  expect(here.allowed_mentions).toEqual({ parse: ['everyone'] });
  expect(here.content.slice(5)).not.toMatch(/@(everyone|here)/i);
  const toRole = bodies.find(({ content }) => content.startsWith(`<@&${role}>`));
  expect(toRole.allowed_mentions).toEqual({ parse: [], roles: [role] });
});

test('a colour, a picture or a long text makes it an embed; what does not fit is told', async () => {
  const { where, staff, channel } = await served();
  const to = { channel: { channel } };
  await announce(staff, where, to, { text: 'short', color: '#ff8800', image: 'https://example.com/a.png' });
  await announce(staff, where, to, { text: 'x'.repeat(3_000) });
  await posted(channel, 2);
  expect(posts(channel).find(({ embeds }) => embeds[0].color === 0xff8800)).toMatchObject({ content: '', embeds: [{ title: 'Regatta', description: 'short', image: { url: 'https://example.com/a.png' } }] });
  expect(posts(channel).find(({ embeds }) => embeds[0].color !== 0xff8800).embeds[0].description).toHaveLength(3_000);
  for (const [fields, told] of [[{ color: 'red' }, 'A colour'], [{ image: 'http://x.y/a.png' }, 'https://'], [{ image: 'javascript:alert(1)' }, 'https://'], [{ title: '', text: '' }, 'needs a text']] as const) {
    expect((await announce(staff, where, to, { text: '', ...fields })).text).toContain(told);
  }
  expect(await stateOf(where)).toHaveLength(2);
  expect((await run(person('ada'), where, '/announce post', { ...to, title: 'Hm' })).text).toContain('moderator');
});

test('/announce schedule waits for its time by the clock of the server; ten ticks at once post it once', async () => {
  const { where, staff, channel } = await served({ locale: { timezone: 'Europe/Berlin' } });
  const [choice] = await complete(staff, where, '/announce schedule', 'when', 'in 5 min');
  expect(choice?.name).toContain('Europe/Berlin');
  const form = await run(staff, where, '/announce schedule', { when: String(choice?.value), channel: { channel }, repeat: 'daily', pin: true, title: 'Market' });
  const made = await submit(staff, where, form.data.custom_id, { title: 'Market', text: 'Open!' });
  expect(made.text).toContain('is kept for');
  expect(made.text).toContain('Every day');
  const [first] = (await stateOf(where)) as { due: number }[];
  const due = first?.due ?? 0;
  expect(wallClock(due, 'Europe/Berlin').replace('T', ' ')).toBe(choice?.value);
  await tick(due - 1);
  expect(await stateOf(where)).toMatchObject([{ state: 'scheduled', posts: 0 }]);
  await Promise.all(Array.from({ length: 10 }, () => tick(due)));
  const next = nextTurn(wallClock(due, 'Europe/Berlin'), 'daily', 'Europe/Berlin', due);
  expect(await stateOf(where)).toMatchObject([{ state: 'scheduled', posts: 1, due: next, version: 2 }]);
  await posted(channel, 1);
  // Three days nothing ran: one posting makes up for them, the old message stays, the pin goes along.
  const late = next + 3 * 86_400_000;
  await tick(late);
  await posted(channel, 2);
  const [row] = (await stateOf(where)) as { due: number; posts: number }[];
  expect(row?.posts).toBe(2);
  expect(row?.due).toBeGreaterThan(late);
  await inSync(where, 2);
  expect(discord.messages(channel).map(({ pinned }) => pinned)).toEqual([false, true]);
  expect(await rows(where, "SELECT op_key FROM op WHERE guild = ?1 AND kind = 'announcement_post' ORDER BY at")).toMatchObject([{ op_key: `j:announce:1:${due}` }, { op_key: `j:announce:1:${next}` }]);
  expect((await run(staff, where, '/announce edit', { announcement: '1', repeat: 'none' })).text).toContain('is changed');
  expect(await stateOf(where)).toMatchObject([{ state: 'posted', due: null, posts: 2 }]);
});

test('times that cannot be', async () => {
  const { where, staff, channel } = await served();
  for (const [when, told] of [['soon', 'cannot read'], ['today 0:00', 'has passed'], ['2090-01-01 10:00', 'too far']] as const) {
    expect((await run(staff, where, '/announce schedule', { when, channel: { channel } })).text).toContain(told);
  }
  expect(await complete(staff, where, '/announce schedule', 'when', 'soon')).toEqual([]);
  expect((await complete(staff, where, '/announce schedule', 'when', '')).length).toBeGreaterThan(1);
});

test('/announce edit fills the form and changes the message; one that was deleted in Discord is orphaned, and the answer says so', async () => {
  const { where, staff, channel } = await served();
  await announce(staff, where, { channel: { channel } }, { text: 'Bring a boat' });
  await inSync(where, 1);
  expect(await complete(staff, where, '/announce edit', 'announcement', 'rega')).toEqual([{ name: '#1 · Regatta', value: '1' }]);
  const form = await run(staff, where, '/announce edit', { announcement: '#1' });
  expect(form.data.components.map(({ component }: { component: { value?: string } }) => component.value)).toEqual(['Regatta', 'Bring a boat', undefined, undefined]);
  const change = (text: string): Promise<Answer> => submit(staff, where, form.data.custom_id, { title: 'Regatta', text });
  expect((await change('Bring two')).text).toContain('is changed');
  await vi.waitFor(() => expect(discord.messages(channel)).toMatchObject([{ content: '## Regatta\nBring two' }]), soon);
  discord.clear(channel);
  await change('Bring three');
  await vi.waitFor(async () => expect(await rows(where, 'SELECT state, message_id FROM message WHERE guild = ?1')).toEqual([{ state: 'orphaned', message_id: null }]), soon);
  expect((await change('Bring four')).text).toContain('its message was deleted');
  expect(await audits(where.id)).toMatchObject([{}, { action: 'announcement.edit', before: '{"content":"Bring a boat"}', after: '{"content":"Bring two"}' }, {}, {}]);
  expect((await run(staff, where, '/announce edit', { announcement: '9' })).text).toContain('no announcement');
  expect((await run(staff, where, '/announce edit', { announcement: '1', when: 'tomorrow 9:00' })).text).toContain('posted already');
});

test('/announce delete asks, takes record and message away, and a second press finds nothing', async () => {
  const { where, staff, channel } = await served();
  await announce(staff, where, { channel: { channel } }, { text: 'Bring a boat' });
  await inSync(where, 1);
  const question = await run(staff, where, '/announce delete', { announcement: '1' });
  expect(question.text).toContain('and its message?');
  expect((await press(staff, where, idOf(question, 'Keep it'))).text).toContain('Nothing was deleted');
  expect((await press(staff, where, idOf(question, 'Delete'))).text).toContain('is deleted');
  expect((await press(staff, where, idOf(question, 'Delete'))).text).toContain('no announcement');
  expect((await press(person('ada'), where, idOf(question, 'Delete'))).text).toContain('moderator');
  await vi.waitFor(() => expect(discord.messages(channel)).toEqual([]), soon);
  await announce(staff, where, { channel: { channel } }, { text: 'Again' });
  expect(await stateOf(where)).toMatchObject([{ id: 2, state: 'posted' }]);
});

test('an edit and a tick at once: the posting says what is in the record then', async () => {
  const { where, staff, channel } = await served();
  const form = await run(staff, where, '/announce schedule', { when: 'in 2 min', channel: { channel }, title: 'Race' });
  await submit(staff, where, form.data.custom_id, { title: 'Race', text: 'old' });
  const edit = await run(staff, where, '/announce edit', { announcement: '1' });
  const at = Date.now() + 5 * MINUTE;
  await Promise.all([tick(at), submit(staff, where, edit.data.custom_id, { title: 'Race', text: 'new' }), tick(at)]);
  await tick(at);
  await posted(channel, 1);
  await vi.waitFor(() => expect(discord.messages(channel)).toMatchObject([{ content: '## Race\nnew' }]), soon);
  expect(await stateOf(where)).toMatchObject([{ state: 'posted', posts: 1, version: 3 }]);
});

test('a missing permission to pin is told where the announcement is shown', async () => {
  const { where, staff, channel } = await served();
  discord.trouble(new RegExp(`/channels/${channel}/messages/pins/`), { status: 403, body: { code: 50_013, message: 'Missing Permissions' } });
  await announce(staff, where, { channel: { channel }, pin: true }, { text: 'Bring a boat' });
  await vi.waitFor(async () => expect(await rows(where, 'SELECT error FROM message WHERE guild = ?1')).toEqual([{ error: 'outbox.pin_forbidden' }]), soon);
  expect((await run(staff, where, '/announce edit', { announcement: '1', pin: true })).text).not.toContain('Pin Messages');
  await inSync(where, 1);
  expect(discord.messages(channel)).toMatchObject([{ pinned: true }]);
});
