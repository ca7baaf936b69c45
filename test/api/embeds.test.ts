import { beforeAll, describe, expect, test, vi } from 'vitest';
import { rows, served, soon } from '../harness/announcements.ts';
import { api, type Answered } from '../harness/api.ts';
import { freshId, type Guild } from '../harness/discord.ts';
import { databaseOf, migrateAndSend } from '../harness/env.ts';
import { discord } from '../harness/fake-discord.ts';

beforeAll(migrateAndSend);

const base = (where: Guild): string => `/api/${where.id}/embeds`;
const https = 'https://example.com/a.png';

test('a template is kept, posted, changed with its copies, read with how they stand, and deleted', async () => {
  const { where, channel } = await served();
  const whole = {
    title: 'Rules', description: 'Be kind', url: https, color: 255, author: { name: 'Staff', icon_url: https }, footer: { text: 'The end' }, image: { url: https },
    thumbnail: { url: https }, timestamp: '2026-05-01T12:00:00Z', fields: [{ name: 'One', value: '1', inline: true }],
  };
  const made = await api.post(base(where), { name: ' RULES ', ...whole }, { 'idempotency-key': 'k' });
  expect(made).toMatchObject({ status: 201, body: { id: 1, name: 'rules', version: 1, copies: 0, ...whole } });
  expect((await api.post(base(where), { name: ' RULES ', ...whole }, { 'idempotency-key': 'k' })).body).toEqual(made.body);
  expect(await api.post(base(where), { name: 'rules', title: 'x' })).toMatchObject({ status: 409 });
  expect(await api.post(`${base(where)}/1/post`, { channel_id: channel })).toMatchObject({ status: 201, body: { copies: 1, message: { copy: 1, state: 'pending_sync', channel_id: channel } } });
  await vi.waitFor(() => expect(discord.messages(channel)).toMatchObject([{ content: '', embeds: [whole] }]), soon);
  const put = await api.put(`${base(where)}/1`, { description: 'Be kinder', author: null, fields: [] }, { 'if-match': '"2"' });
  expect(put).toMatchObject({ status: 200, body: { description: 'Be kinder', title: 'Rules', version: 3 } });
  expect(put.body).not.toHaveProperty('author');
  expect(await api.put(`${base(where)}/1`, { title: 'late' }, { 'if-match': '"2"' })).toMatchObject({ status: 412 });
  await vi.waitFor(() => expect(discord.messages(channel)[0]?.embeds[0]?.description).toBe('Be kinder'), soon);
  const read = await vi.waitFor(async () => {
    const answer = await api.get(`${base(where)}/1`);
    expect(answer.body.posted).toMatchObject([{ state: 'synced' }]);
    return answer;
  }, soon);
  expect(read.body.posted[0]).toEqual({ copy: 1, state: 'synced', message_id: discord.messages(channel)[0]?.id, channel_id: channel, pinned: false, error: null });
  expect(await api.put(`${base(where)}/1`, { name: 'House rules' })).toMatchObject({ status: 200, body: { name: 'house rules', title: 'Rules' } });
  expect(await api.delete(`${base(where)}/1`)).toMatchObject({ status: 200, body: { state: 'deleted' } });
  for (const call of [api.get, api.delete]) expect(await call(`${base(where)}/1`)).toMatchObject({ status: 404 });
  await vi.waitFor(() => expect(discord.messages(channel)).toEqual([]), soon);
});

test('a deleted copy is orphaned; a template that goes alone leaves its copies', async () => {
  const { where, channel } = await served();
  await api.post(base(where), { name: 'a', title: 'A' });
  await api.post(`${base(where)}/1/post`, { channel_id: channel });
  const states = async (): Promise<string[]> => (await api.get(`${base(where)}/1`)).body.posted.map(({ state }: { state: string }) => state);
  await vi.waitFor(async () => expect(await states()).toEqual(['synced']), soon);
  discord.clear(channel);
  await api.put(`${base(where)}/1`, { title: 'B' });
  await vi.waitFor(async () => expect(await states()).toEqual(['orphaned']), soon);
  await api.post(`${base(where)}/1/post`, { channel_id: channel });
  await vi.waitFor(async () => expect(await states()).toEqual(['orphaned', 'synced']), soon);
  await api.delete(`${base(where)}/1?delete_discord_message=false`);
  expect(await rows(where, 'SELECT 1 FROM message WHERE guild = ?1')).toEqual([]);
  expect(discord.messages(channel)).toMatchObject([{ embeds: [{ title: 'B' }] }]);
});

describe('limits', () => {
  const long = (length: number): string => 'x'.repeat(length);

  test('each violation names its field', async () => {
    const { where, channel } = await served();
    const fields = Array.from({ length: 26 }, (_, n) => ({ name: `n${n}`, value: 'v' }));
    for (const [body, path] of [
      [{ title: long(257) }, 'title'], [{ description: long(4_097) }, 'description'], [{ title: 'x', url: 'http://a.b' }, 'url'], [{ title: 'x', url: 'javascript:alert(1)' }, 'url'],
      [{ title: 'x', color: 0x1000000 }, 'color'], [{ title: 'x', color: -1 }, 'color'], [{ author: { name: long(257) } }, 'author.name'], [{ author: {} }, 'author.name'],
      [{ footer: { text: long(2_049) } }, 'footer.text'], [{ footer: { text: 'x', icon_url: 'ftp://a.b' } }, 'footer.icon_url'], [{ image: { url: 'data:image/png;base64,xx' } }, 'image.url'],
      [{ thumbnail: { url: 'attachment://a.png' } }, 'thumbnail.url'], [{ title: 'x', timestamp: 'yesterday' }, 'timestamp'], [{ fields }, 'fields'],
      [{ fields: [{ name: long(257), value: 'v' }] }, 'fields.0.name'], [{ fields: [{ name: 'n', value: long(1_025) }] }, 'fields.0.value'], [{ fields: [{ name: ' ', value: 'v' }] }, 'fields.0.name'],
      [{ description: long(4_096), footer: { text: long(1_905) } }, 'description'], [{ title: '  ' }, 'description'], [{}, 'description'],
      // 129 signs of two UTF-16 units each.
      [{ title: '🏴'.repeat(129) }, 'title'],
    ] as const) {
      expect(await api.post(base(where), { name: 'n', ...body }), JSON.stringify(body).slice(0, 80)).toMatchObject({ status: 400, body: { error: { fields: [{ path }] } } });
    }
    for (const name of ['', long(51), 'a\nb', 5]) expect(await api.post(base(where), { name, title: 'x' })).toMatchObject({ status: 400, body: { error: { fields: [{ path: 'name' }] } } });
    const most = { title: long(256), description: long(4_096), footer: { text: long(1_648) } };
    expect(await api.post(base(where), { name: 'most', ...most })).toMatchObject({ status: 201 });
    // Known only with the part that is kept already.
    expect(await api.put(`${base(where)}/1`, { author: { name: 'y' } })).toMatchObject({ status: 400, body: { error: { details: { length: 6_001 } } } });
    expect(await api.put(`${base(where)}/1`, { title: null, description: null, footer: null })).toMatchObject({ status: 400 });
    expect(await api.put(`${base(where)}/1`, {})).toMatchObject({ status: 400 });
    expect(await api.post(`${base(where)}/1/post`, { channel_id: freshId() })).toMatchObject({ status: 404 });
    expect(await api.post(`${base(where)}/9/post`, { channel_id: channel })).toMatchObject({ status: 404 });
    expect(await rows(where, 'SELECT version FROM embed WHERE guild = ?1')).toEqual([{ version: 1 }]);
  });

  test('templates of a server, copies of a template', async () => {
    const { where, channel } = await served();
    const fill = `INSERT INTO embed (guild, embed_id, version, name, body, copies, state, created_by, created_at, updated_at)
      SELECT ?1, value, 1, 'name ' || value, '{"title":"x"}', 0, 'kept', '1', 0, 0 FROM json_each(?2)`;
    const copies = `INSERT INTO message (guild, kind, record, channel, wanted, shown, state, removed, attempts, due, error, updated_at)
      SELECT ?1, 'embed', '1:' || value, '1', 1, 1, 'synced', 0, 0, 0, '', 0 FROM json_each(?2)`;
    const db = await databaseOf(where.id);
    const numbers = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, n) => n + 1));
    await db.batch([db.prepare(fill).bind(where.id, numbers(200)), db.prepare(copies).bind(where.id, numbers(50))]);
    expect(await api.post(base(where), { name: 'one more', title: 'x' })).toMatchObject({ status: 409 });
    expect(await api.post(`${base(where)}/1/post`, { channel_id: channel })).toMatchObject({ status: 409, body: { error: { details: { max: 50 } } } });
    await db.prepare("UPDATE message SET state = 'orphaned', message_id = NULL WHERE guild = ?1 AND record = '1:50'").bind(where.id).run();
    await db.prepare('UPDATE embed SET copies = copies + 1, version = version + 1 WHERE guild = ?1 AND embed_id = 1').bind(where.id).run();
    const page: Answered = await api.get(`${base(where)}?per_page=3`);
    expect(page.body).toMatchObject({ total: 200, data: [{ name: 'name 1' }, { name: 'name 10' }, { name: 'name 100' }] });
    expect((await api.get(`${base(where)}?per_page=1&cursor=${page.body.next_cursor}`)).body.data).toMatchObject([{ name: 'name 101' }]);
  });
});

test('nothing typed notifies anybody', async () => {
  const { where, channel } = await served();
  const hostile = '@everyone @here <@123456789012345678> <@&123456789012345678> </eco give:1>';
  await api.post(base(where), { name: 'x', title: hostile, description: hostile, fields: [{ name: hostile, value: hostile }] });
  await api.post(`${base(where)}/1/post`, { channel_id: channel });
  await vi.waitFor(() => expect(discord.messages(channel)).toHaveLength(1), soon);
  const [call] = discord.calls(new RegExp(`^POST /channels/${channel}/messages$`));
  expect(call?.body).toMatchObject({ content: '', allowed_mentions: { parse: [] } });
});
