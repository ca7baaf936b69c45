import { beforeAll, expect, test, vi } from 'vitest';
import { rows, served, soon, tick } from '../harness/announcements.ts';
import { api, type Answered } from '../harness/api.ts';
import { freshId, run, type Guild } from '../harness/discord.ts';
import { databaseOf, migrateAndSend } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';
import { audits } from '../harness/rows.ts';
import { make } from '../harness/tasks.ts';

beforeAll(migrateAndSend);

const base = (where: Guild): string => `/api/${where.id}/announcements`;
const posts = (channel: string) => discord.calls(new RegExp(`^POST /channels/${channel}/messages$`)).map(({ body }) => body);

async function settled(where: Guild, id: number, state: string): Promise<Answered> {
  return vi.waitFor(async () => {
    const answer = await api.get(`${base(where)}/${id}`);
    expect(answer.body.message).toMatchObject({ state });
    return answer;
  }, soon);
}

test('an announcement is posted, read with its message, changed by version and deleted with it', async () => {
  const { where, channel } = await served();
  const asked = { title: 'Hi', content: 'Hello', channel_id: channel, pin: true };
  const made = await Promise.all(Array.from({ length: 5 }, () => api.post(base(where), asked, { 'idempotency-key': 'one' })));
  for (const answer of made) {
    expect(answer).toMatchObject({ status: 201, body: { id: 1, state: 'posted', posts: 1, mention: 'none', message: { state: 'pending_sync', message_id: null, error: null } } });
    expect(answer.body).toEqual(made[0]?.body);
  }
  const shown = await settled(where, 1, 'synced');
  expect(shown.body).toMatchObject({ message: { message_id: discord.messages(channel)[0]?.id, pinned: true, channel_id: channel }, created_by: 'operator', scheduled_at: null });
  expect(shown.headers.get('etag')).toBe('"1"');
  const put = await api.put(`${base(where)}/1`, { content: 'Hello again', embed: { title: 'Box', color: 5, fields: [{ name: 'a', value: 'b' }] } }, { 'if-match': '"1"' });
  expect(put).toMatchObject({ status: 200, body: { version: 2, content: 'Hello again', embed: { title: 'Box' } } });
  expect(await api.put(`${base(where)}/1`, { content: 'late' }, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
  await vi.waitFor(() => expect(discord.messages(channel)).toMatchObject([{ content: 'Hello again', embeds: [{ title: 'Box', fields: [{ name: 'a', value: 'b', inline: false }] }] }]), soon);
  expect(await api.post(`${base(where)}/1/unpin`)).toMatchObject({ status: 200, body: { pin: false } });
  await vi.waitFor(() => expect(discord.messages(channel)).toMatchObject([{ pinned: false }]), soon);
  expect(await api.post(`${base(where)}/1/pin`)).toMatchObject({ status: 200, body: { pin: true, version: 4 } });
  expect(await api.delete(`${base(where)}/1`)).toMatchObject({ status: 200, body: { state: 'deleted', message: null } });
  expect(await api.delete(`${base(where)}/1`)).toMatchObject({ status: 404 });
  expect(await api.get(`${base(where)}/1`)).toMatchObject({ status: 404 });
  await vi.waitFor(() => expect(discord.messages(channel)).toEqual([]), soon);
  const sources = (await audits(where.id)).map(({ action, source }) => [action, source.slice(0, 8)]);
  expect(sources.map(([action]) => action)).toEqual(['announcement.create', 'announcement.edit', 'announcement.unpin', 'announcement.pin', 'announcement.delete']);
  expect(new Set(sources.map(([, source]) => source))).toEqual(new Set(['api:POST', 'api:PUT ', 'api:DELE']));
});

test('deleted without its message: the message stays; deleted by hand: the record says orphaned', async () => {
  const { where, channel } = await served();
  await api.post(base(where), { content: 'stays', channel_id: channel });
  await settled(where, 1, 'synced');
  expect(await api.delete(`${base(where)}/1?delete_discord_message=false`)).toMatchObject({ status: 200 });
  expect(await rows(where, 'SELECT 1 FROM message WHERE guild = ?1')).toEqual([]);
  expect(discord.messages(channel)).toMatchObject([{ content: 'stays' }]);
  await api.post(base(where), { content: 'goes', channel_id: channel });
  await settled(where, 2, 'synced');
  discord.clear(channel);
  await api.put(`${base(where)}/2`, { content: 'goes on' });
  expect((await settled(where, 2, 'orphaned')).body.message).toMatchObject({ message_id: null, error: expect.stringContaining('was deleted') });
  expect(await api.post(`${base(where)}/2/pin`)).toMatchObject({ status: 200, body: { message: { state: 'orphaned' } } });
});

test('scheduled by the clock of the server, moved while it waits, never afterwards', async () => {
  const { where, channel } = await served({ locale: { timezone: 'Europe/Berlin' } });
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const made = await api.post(base(where), { content: 'later', channel_id: channel, scheduled_at: `${day}T09:00:00`, repeat: 'weekly', mention: 'everyone' });
  expect(made).toMatchObject({ status: 201, body: { state: 'scheduled', message: null, posts: 0, posted_at: null } });
  expect(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' }).format(new Date(made.body.scheduled_at))).toBe(`${day} 09:00`);
  const exact = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000).toISOString();
  expect(await api.put(`${base(where)}/1`, { scheduled_at: exact, repeat: 'none' })).toMatchObject({ status: 200, body: { scheduled_at: exact, repeat: 'none' } });
  await tick(Date.parse(exact));
  expect(await settled(where, 1, 'synced')).toMatchObject({ body: { state: 'posted', posts: 1, scheduled_at: null } });
  expect(posts(channel)).toMatchObject([{ content: '@everyone\nlater', allowed_mentions: { parse: ['everyone'] } }]);
  expect(await api.put(`${base(where)}/1`, { scheduled_at: exact })).toMatchObject({ status: 409 });
  expect(await api.put(`${base(where)}/1`, { repeat: 'daily' })).toMatchObject({ status: 409 });
  for (const scheduled_at of ['2020-01-01T00:00:00Z', '9999-01-01T00:00:00Z', 'tomorrow', '2026-13-01T00:00:00Z']) {
    expect(await api.post(base(where), { content: 'x', channel_id: channel, scheduled_at })).toMatchObject({ status: 400 });
  }
  // Without a first time a repeating one begins now.
  expect(await api.post(base(where), { content: 'daily', channel_id: channel, repeat: 'daily' })).toMatchObject({ status: 201, body: { state: 'scheduled', posts: 1, message: { state: 'pending_sync' } } });
});

test('a task is announced with what it is now', async () => {
  const { where, staff, channel } = await served({ channels: { announcements: '100000000000000009' } });
  await make(staff, where, { title: 'Sweep *all*', description: 'The @everyone hall', reward: 70 });
  expect(await api.post(`${base(where)}/task/9`, { channel_id: channel })).toMatchObject({ status: 404 });
  expect(await api.post(`${base(where)}/task/1`, { channel_id: channel, content: 'New!', mention: 'here' })).toMatchObject({ status: 201, body: { task_id: 1, embed: null } });
  await settled(where, 1, 'synced');
  const [body] = posts(channel);
  expect(body).toMatchObject({ content: '@here\nNew!', embeds: [{ title: 'Sweep *all*', footer: { text: 'Task 1' } }] });
  expect(JSON.stringify(body.embeds)).toContain('🪙 70');
  await run(staff, where, '/task-admin edit', { task: '1', reward: 90 });
  await vi.waitFor(() => expect(JSON.stringify(discord.messages(channel))).toContain('🪙 90'), soon);
  await run(staff, where, '/task-admin close', { task: '1' });
  await vi.waitFor(() => expect(JSON.stringify(discord.messages(channel))).toContain('is over'), soon);
  // The server's own channel for announcements where none is named.
  expect(await api.post(`${base(where)}/task/1`)).toMatchObject({ status: 201, body: { channel_id: '100000000000000009' } });
});

test('lists by page, cursor and filter; a server has a limit', async () => {
  const { where, channel } = await served();
  for (let n = 1; n <= 3; n += 1) await api.post(base(where), { content: `n ${n}`, channel_id: channel });
  await api.post(base(where), { content: 'later', channel_id: channel, scheduled_at: new Date(Date.now() + 3_600_000).toISOString() });
  await api.delete(`${base(where)}/2`);
  const ids = ({ body }: Answered): number[] => body.data.map(({ id }: { id: number }) => id);
  expect(ids(await api.get(base(where)))).toEqual([4, 3, 1]);
  const page = await api.get(`${base(where)}?per_page=2`);
  expect(page.body).toMatchObject({ page: 1, per_page: 2, total: 3 });
  expect(ids(await api.get(`${base(where)}?per_page=2&cursor=${page.body.next_cursor}`))).toEqual([1]);
  expect(ids(await api.get(`${base(where)}?per_page=2&page=2`))).toEqual([1]);
  expect(ids(await api.get(`${base(where)}?state=scheduled`))).toEqual([4]);
  expect(ids(await api.get(`${base(where)}?channel=${freshId()}`))).toEqual([]);
  for (const bad of ['?state=deleted', '?cursor=abc', '?cursor=WyJhIl0', '?page=99999', '?channel=1']) expect(await api.get(base(where) + bad)).toMatchObject({ status: 400 });
  const fill = `INSERT INTO announcement (guild, announcement_id, version, title, content, channel, mention, pin, state, repeat, posts, created_by, created_at, updated_at)
    SELECT ?1, value, 1, '', 'x', '1', '', 0, 'posted', 'none', 0, '1', 0, 0 FROM json_each(?2)`;
  await (await databaseOf(where.id)).prepare(fill).bind(where.id, JSON.stringify(Array.from({ length: 497 }, (_, n) => n + 5))).run();
  expect(await api.post(base(where), { content: 'one too many', channel_id: channel })).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
});

test('what does not fit names its field; a channel or role of another server is refused', async () => {
  const { where, channel, role } = await served();
  const field = (body: object): Promise<Answered> => api.post(base(where), { content: 'x', channel_id: channel, ...body });
  for (const [body, path] of [
    [{ content: 'x'.repeat(2_001) }, 'content'], [{ title: 'x'.repeat(201) }, 'title'], [{ mention: 'all' }, 'mention'], [{ repeat: 'yearly' }, 'repeat'], [{ pin: 1 }, 'pin'],
    [{ embed: { title: 'x'.repeat(257) } }, 'embed.title'], [{ embed: { fields: [{ name: 'a', value: '' }] } }, 'embed.fields.0.value'], [{ embed: {} }, 'embed.description'],
    [{ embed: { image: { url: 'http://x.y' } } }, 'embed.image.url'], [{ embed: { description: 'x'.repeat(4_000), footer: { text: 'y'.repeat(2_001) } } }, 'embed.description'],
    [{ channel_id: '12' }, 'channel_id'],
  ] as const) {
    const answer = await field(body);
    expect(answer, path).toMatchObject({ status: 400, body: { error: { fields: [{ path }] } } });
  }
  expect(await field({ title: 'Head', content: 'x'.repeat(1_995) })).toMatchObject({ status: 400, body: { error: { details: { length: 2_003 } } } });
  expect(await field({ content: '' })).toMatchObject({ status: 400 });
  expect(await field({ channel_id: freshId() })).toMatchObject({ status: 404 });
  expect(await field({ mention: freshId() })).toMatchObject({ status: 404 });
  expect(await api.put(`${base(where)}/1`, {})).toMatchObject({ status: 400 });
  expect(await rows(where, 'SELECT 1 FROM announcement WHERE guild = ?1')).toEqual([]);
  expect(await field({ mention: role })).toMatchObject({ status: 201, body: { mention: role } });
  expect(await api.put(`${base(where)}/1`, { channel_id: freshId() })).toMatchObject({ status: 404 });
});
