import { beforeAll, expect, it } from 'vitest';
import { sweepMembers } from '../../src/features/members/sweep/job.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { api, call, OPERATOR } from '../harness/api.ts';
import { admin, freshId, guild, person, run, type Guild, type Person } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { withoutGuard } from '../harness/guards.ts';
import { discord } from '../harness/fake-discord.ts';
import { audits } from '../harness/rows.ts';
import { fund, makeItem } from '../harness/shop.ts';
import { make } from '../harness/tasks.ts';

beforeAll(migrate);

const DAY = 86_400_000;
const staff = admin();

async function served(): Promise<{ where: Guild; users: string }> {
  const where = guild();
  await configure(where, { limits: NO_RATE });
  return { where, users: `/api/${where.id}/users` };
}

/** Discord knows this person by a name. */
function knows(who: Person, name: string, times = 1): void {
  const body = { user: { id: who.id, username: who.username, global_name: null, avatar: 'abc' }, nick: name, avatar: null, joined_at: '2025-03-01T00:00:00.000Z', roles: [] };
  discord.trouble(new RegExp(`^GET /guilds/\\d+/members/${who.id}$`), { status: 200, body }, times);
}

/** Discord says that this person is no member. */
function knowsNot(who: Person, times = 1): void {
  discord.trouble(new RegExp(`^GET /guilds/\\d+/members/${who.id}$`), { status: 404, body: { code: 10_007, message: 'Unknown Member' } }, times);
}

async function memberRow(where: Guild, who: Person): Promise<any> {
  return (await databaseOf(where.id)).prepare('SELECT * FROM member WHERE guild = ?1 AND user_id = ?2').bind(where.id, who.id).first();
}

async function put(where: Guild, who: Person, state: string, since: number, name = ''): Promise<void> {
  await (await databaseOf(where.id)).prepare(`INSERT INTO member (guild, user_id, state, since, name, avatar, checked_at) VALUES (?1, ?2, ?3, ?4, ?5, '', 1)
    ON CONFLICT (guild, user_id) DO UPDATE SET state = excluded.state, since = excluded.since, name = excluded.name`).bind(where.id, who.id, state, since, name).run();
}

/** The cron's run at a moment, with the guilds of other tests out of the way. */
async function tickAt(at: number, where: Guild): Promise<void> {
  for (const d1 of [env.DB, env.DB_1]) await d1.prepare("DELETE FROM member_sweep WHERE guild <> ?1").bind(where.id).run();
  await sweepMembers.run({ env, scheduledAt: at, now: at });
}

it('lists members richest first by cursor, with names that Discord told once, and finds them by name or id', async () => {
  const { where, users } = await served();
  const people = ['ada', 'mika', 'jonas', 'lena', 'noor', 'yuki', 'sol'].map((name) => person(name));
  for (const [index, who] of people.entries()) {
    await fund(staff, where, 100 * (index + 1), who);
    knows(who, `The ${who.username}`);
  }
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await api.get(`${users}?per_page=3${cursor && `&cursor=${cursor}`}`);
    expect(page.status).toBe(200);
    seen.push(...page.body.data.map((user: any) => `${user.name}:${user.balance}`));
    cursor = page.body.next_cursor ?? '';
    if (!cursor) break;
  }
  expect(seen).toEqual(people.toReversed().map((who) => `The ${who.username}:${100 * (people.indexOf(who) + 1)}`));
  const before = discord.calls(/^GET \/guilds\/\d+\/members\//).length;
  const again = await api.get(`${users}?page=2&per_page=3`);
  expect(again.body).toMatchObject({ page: 2, per_page: 3, total: null, data: [{ name: 'The lena' }, { name: 'The jonas' }, { name: 'The mika' }] });
  expect(discord.calls(/^GET \/guilds\/\d+\/members\//)).toHaveLength(before);
  expect(again.body.data[0]).toMatchObject({ is_active: true, state: 'active', total_earned: 400, total_spent: 0, avatar_url: expect.stringContaining('cdn.discordapp.com/avatars/'), joined_at: '2025-03-01T00:00:00.000Z' });
  for (const [query, names] of [
    ['q=the%20m', ['The mika']], [`q=${people[0]?.id}`, ['The ada']], ['q=mika', []], ['sort_by=name&per_page=2', ['The ada', 'The jonas']],
    ['sort_by=earned&per_page=2', ['The sol', 'The yuki']], ['sort_by=last_active&per_page=1', ['The sol']], ['sort_by=joined&per_page=100', 7],
  ] as const) {
    const found = await api.get(`${users}?${query}`);
    expect(found.status, query).toBe(200);
    if (typeof names === 'number') expect(found.body.data).toHaveLength(names);
    else expect(found.body.data.map((user: any) => user.name), query).toEqual(names);
  }
  const first = await api.get(`${users}?sort_by=name&per_page=4`);
  const second = await api.get(`${users}?sort_by=name&per_page=4&cursor=${first.body.next_cursor}`);
  expect([...first.body.data, ...second.body.data].map((user: any) => user.name)).toEqual(['The ada', 'The jonas', 'The lena', 'The mika', 'The noor', 'The sol', 'The yuki']);
  for (const [sort, order] of [['balance', 'asc'], ['name', 'desc'], ['earned', 'asc'], ['last_active', 'asc']] as const) {
    const usual = await api.get(`${users}?sort_by=${sort}`);
    const pages = [await api.get(`${users}?sort_by=${sort}&order=${order}&per_page=4`)];
    pages.push(await api.get(`${users}?sort_by=${sort}&order=${order}&per_page=4&cursor=${pages[0]?.body.next_cursor}`));
    expect(pages.flatMap(({ body }) => body.data.map((user: any) => user.name)), sort).toEqual(usual.body.data.map((user: any) => user.name).toReversed());
  }
  const some = await api.get(`${users}?ids=${people[0]?.id},${freshId()},${people[3]?.id},${people[0]?.id}`);
  expect(some.body.data.map((user: any) => user.name).sort()).toEqual(['The ada', people[3] && `The ${people[3].username}`].sort());
});

it('asks Discord for a few names a request, and shows members all the same when it does not answer', async () => {
  const { where, users } = await served();
  const people = Array.from({ length: 8 }, (_, index) => person(`p${index}`));
  await fund(staff, where, 10, ...people);
  discord.trouble(/^GET \/guilds\/\d+\/members\//, 'network', 5);
  const before = discord.calls(/^GET \/guilds\/\d+\/members\//).length;
  const page = await api.get(users);
  expect(page.body.data).toHaveLength(8);
  expect(page.body.data.every((user: any) => user.name === null && user.is_active)).toBe(true);
  expect(discord.calls(/^GET \/guilds\/\d+\/members\//).length - before).toBe(5);
});

it('refuses hostile questions: pages too deep, cursors of other lists, unknown sorts, ids that are none', async () => {
  const { users } = await served();
  for (const query of ['page=2000', 'cursor=%00', 'cursor=abc', 'sort_by=hash', 'per_page=0', 'per_page=101', 'include_inactive=maybe', 'order=up', 'ids=1,2', 'ids=', `q=${'x'.repeat(200)}`]) {
    expect(await api.get(`${users}?${query}`), query).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } });
  }
  expect(await api.get(`${users}/abc`)).toMatchObject({ status: 400 });
  expect(await api.get(`${users}/${freshId()}`)).toMatchObject({ status: 404 });
  expect(await api.get(`${users}?q=%25'%3B%20DROP`)).toMatchObject({ status: 200, body: { data: [] } });
  expect(await api.post(`${users}/${freshId()}/reactivate`)).toMatchObject({ status: 404 });
  expect(await call(null, 'GET', users)).toMatchObject({ status: 401 });
  expect(await call({ ...OPERATOR, kind: 'discord', id: freshId() }, 'GET', users)).toMatchObject({ status: 404 });
});

it('shows one member whole', async () => {
  const { where, users } = await served();
  const ada = person('ada');
  const mika = person('mika');
  await run(ada, where, '/daily');
  await fund(staff, where, 500, ada);
  await run(ada, where, '/pay', { user: mika, amount: 40, note: 'rope' });
  const item = await makeItem(staff, where, { name: 'Lamp', price: 30, stock: 4 });
  await run(ada, where, '/buy', { item: String(item), quantity: 2 });
  await make(staff, where);
  await run(ada, where, '/task claim', { task: '1' });
  await run(ada, where, '/bounty post', { title: 'Anchor', reward: 50 });
  knows(ada, 'Ada of the harbour');
  const { status, body } = await api.get(`${users}/${ada.id}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    user_id: ada.id, name: 'Ada of the harbour', balance: 450, held: 50, frozen: null, inventory_count: 2, total_earned: 600, total_spent: 150, streak: 1,
    inventory: [{ item_id: item, name: 'Lamp', quantity: 2 }], lots: [{ item_id: item, amount: 2, unused: 2, price: 30, bought: true, expires_at: null }],
    tasks: { claimed: 1 }, is_active: true,
  });
  expect(body.recent_transactions[0]).toMatchObject({ type: 'hold_open', amount: -50, balance_before: 500, balance_after: 450 });
  expect(body.recent_transactions.find((entry: any) => entry.type === 'pay')).toMatchObject({ amount: -40, counterparty: `u:${mika.id}`, note: 'rope' });
  expect(body.balance_graph.map((point: any) => point.balance)).toEqual([100, 600, 560, 500, 450]);
  expect(body.income).toEqual([{ type: 'admin_give', count: 1, amount: 500 }, { type: 'daily', count: 1, amount: 100 }]);
});

it('marks who has not moved a coin for so long, keeps their coins, and takes the mark back', async () => {
  const { where, users } = await served();
  const [old, fresh] = [person('old'), person('fresh')];
  await fund(staff, where, 70, old);
  await new Promise((resolve) => setTimeout(resolve, 2));
  const db = await databaseOf(where.id);
  // Time in the ledger is the machine's: the older entry is moved back past the guards, which are then as before.
  await withoutGuard(db, 'entry_update', () => db.prepare('UPDATE entry SET at = at - ?2 WHERE guild = ?1').bind(where.id, 40 * DAY).run());
  await fund(staff, where, 30, fresh);
  const dry = await api.post(`${users}/cleanup`, { days: 30, dry_run: true });
  expect(dry).toMatchObject({ status: 200, body: { dry_run: true, scanned: 2, marked: 1, user_ids: [old.id], next_cursor: null } });
  expect(await memberRow(where, old)).toBeNull();
  const key = { 'idempotency-key': 'clean-1' };
  const done = await api.post(`${users}/cleanup`, { days: 30 }, key);
  expect(done).toMatchObject({ status: 200, body: { dry_run: false, marked: 1 } });
  expect(await api.post(`${users}/cleanup`, { days: 30 }, key)).toMatchObject({ status: 200, body: done.body });
  expect(await api.post(`${users}/cleanup`, { days: 31 }, key)).toMatchObject({ status: 422 });
  expect(await api.post(`${users}/cleanup`, { days: 30 })).toMatchObject({ body: { marked: 0 } });
  expect(await api.post(`${users}/cleanup`, { days: 0 })).toMatchObject({ status: 400 });
  expect((await api.get(users)).body.data.map((user: any) => user.user_id)).toEqual([fresh.id]);
  expect((await api.get(`${users}?include_inactive=true`)).body.data).toMatchObject([{ user_id: old.id, balance: 70, is_active: false, state: 'inactive' }, { user_id: fresh.id }]);
  expect((await api.get(`${users}/inactive`)).body.data).toMatchObject([{ user_id: old.id, state: 'inactive', balance: 70, left_at: null }]);
  expect((await api.get(`${users}/inactive?days=1`)).body.data).toEqual([]);
  expect(await api.post(`${users}/${old.id}/reactivate`, {}, { 'idempotency-key': 'back-1' })).toMatchObject({ status: 200, body: { state: 'active', was: 'inactive' } });
  expect(await api.post(`${users}/${old.id}/reactivate`, {}, { 'idempotency-key': 'back-1' })).toMatchObject({ status: 200, body: { was: 'inactive' } });
  expect(await api.post(`${users}/${old.id}/reactivate`)).toMatchObject({ status: 409 });
  expect((await api.get(users)).body.data).toHaveLength(2);
  expect((await audits(where.id)).filter(({ action }) => action.startsWith('members.'))).toMatchObject([
    { action: 'members.cleanup', source: 'api:POST /api/:server_id/users/cleanup' },
    { action: 'members.cleanup' }, { action: 'members.reactivate', target: `u:${old.id}`, before: '{"state":"inactive"}' },
  ]);
});

it('a mark ends with the next movement, with no row written by the command', async () => {
  const { where, users } = await served();
  const ada = person('ada');
  await fund(staff, where, 10, ada);
  await put(where, ada, 'inactive', Date.now() - 5_000, 'Ada');
  await (await databaseOf(where.id)).prepare('UPDATE member SET since = ?2 WHERE guild = ?1').bind(where.id, Date.now() + 60_000).run();
  expect((await api.get(users)).body.data).toEqual([]);
  await (await databaseOf(where.id)).prepare('UPDATE member SET since = ?2 WHERE guild = ?1').bind(where.id, Date.now() - 60_000).run();
  expect((await api.get(users)).body.data).toMatchObject([{ user_id: ada.id, is_active: true, state: 'active' }]);
  expect((await api.get(`${users}/inactive`)).body.data).toEqual([]);
});

it('notices by the clock who has left and who is back, a few look-ups a tick, oldest first; an erased name stays away', async () => {
  const { where, users } = await served();
  const people = Array.from({ length: 5 }, (_, index) => person(`p${index}`));
  await fund(staff, where, 10, ...people);
  const [gone, back, erased, ...there] = people as [Person, Person, Person, ...Person[]];
  await put(where, back, 'left', 1, 'Back');
  await put(where, erased, 'erased', 1);
  knowsNot(gone, 9);
  for (const who of [back, erased, ...there]) knows(who, `Now ${who.username}`, 9);
  // An hour that is over: what is noticed in it lies in the past of the list.
  const start = Math.floor(Date.now() / 3_600_000 - 1) * 3_600_000;
  // Without the intent the full list is refused; the first turn learns that.
  discord.trouble(new RegExp(`^GET /guilds/${where.id}/members\\?`), { status: 403, body: { code: 50_001, message: 'Missing Access' } }, 1);
  const asked = (): number => discord.calls(new RegExp(`^GET /guilds/${where.id}/members/`)).length;
  const counts: number[] = [];
  for (let tick = 0; tick < 4; tick += 1) {
    await tickAt(start + tick * 600_000, where);
    counts.push(asked());
  }
  expect(counts.slice(0, 3)).toEqual([0, 3, 5]);
  expect(await memberRow(where, gone)).toMatchObject({ state: 'left', since: expect.any(Number) });
  expect(await memberRow(where, back)).toMatchObject({ state: 'active', name: 'Now p1' });
  expect(await memberRow(where, erased)).toMatchObject({ state: 'erased', name: '', avatar: '' });
  const list = (await api.get(`${users}/inactive`)).body.data;
  expect(list).toMatchObject([{ user_id: erased.id, name: 'Deleted member', left_at: null }, { user_id: gone.id, left_at: expect.stringMatching(/^20/), balance: 10 }]);
  expect((await api.get(users)).body.data).toHaveLength(3);
});

it('reads the whole list where Discord gives it, and writes only what is new', async () => {
  const { where } = await served();
  const [ada, mika] = [person('ada'), person('mika')];
  await fund(staff, where, 10, ada, mika);
  const body = [{ user: { id: ada.id, username: 'ada', global_name: 'Ada', avatar: null }, nick: null, avatar: null, joined_at: '2025-03-01T00:00:00.000Z', roles: [] }];
  discord.trouble(new RegExp(`^GET /guilds/${where.id}/members\\?`), { status: 200, body }, 2);
  // An hour that is over: what is noticed in it lies in the past of the list.
  const start = Math.floor(Date.now() / 3_600_000 - 1) * 3_600_000;
  await tickAt(start, where);
  expect(await memberRow(where, ada)).toMatchObject({ state: 'active', name: 'Ada' });
  expect(await memberRow(where, mika)).toMatchObject({ state: 'left' });
});

it('exports a server as lines that end with their count and hash, for admins alone', async () => {
  const { where } = await served();
  const ada = person('ada');
  await fund(staff, where, 40, ada);
  await makeItem(staff, where, { name: 'Lamp', price: 30, stock: 4, action: { type: 'coins', amount: 1 } });
  await run(ada, where, '/buy', { item: '1' });
  const { status, headers, body } = await api.get(`/api/${where.id}/export`);
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="coffer-\d+-\d+\.ndjson"$/);
  const lines = String(body).trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line));
  expect(rows[0]).toMatchObject({ coffer: 'server export', version: 1, guild: where.id });
  expect(rows.filter(({ table }) => table === 'entry').map(({ row }) => row.seq)).toEqual(Array.from({ length: rows[0].head.seq }, (_, index) => index + 1));
  expect(rows.find(({ table }) => table === 'shop_item').row).toMatchObject({ item_id: 1, name: 'Lamp' });
  const bytes = new TextEncoder().encode(`${lines.slice(0, -1).join('\n')}\n`);
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(rows.at(-1)).toEqual({ end: { lines: lines.length - 1, sha256: digest, moved: 0 } });
  expect(await call(null, 'GET', `/api/${where.id}/export`)).toMatchObject({ status: 401 });
});
