import { beforeAll, expect, test } from 'vitest';
import { d1Database } from '../../src/db/database.ts';
import { verifySince } from '../../src/ledger/checkpoint.ts';
import { guildStub } from '../../src/guild/stub.ts';
import { reactivateMember } from '../../src/features/members/statements.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { holdCosts } from '../harness/costs.ts';
import { commandInteraction, controls, deliver, press, run, type Answer, type Guild, type Person } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { serveFile } from '../harness/files.ts';
import { audits, balanceOf, entries } from '../harness/rows.ts';
import { fund, makeItem, rowsOfGuild } from '../harness/shop.ts';
import { make, server } from '../harness/tasks.ts';

beforeAll(migrate);

const idOf = (answer: Answer, label: string): string => controls(answer).find((control) => control.label === label)?.id ?? '';

async function ownFile(who: Person, where: Guild): Promise<any> {
  const answer = await run(who, where, '/me export');
  const [name = '', text = '{}'] = Object.entries(answer.data.sent_files ?? {})[0] as [string, string];
  expect(name).toBe(`coffer-${where.id}-${who.id}.json`);
  expect(answer.data.attachments).toEqual([{ id: '0', filename: name }]);
  return JSON.parse(text);
}

/** A member with something of everything: money, an order by hand, a proof with a file, a past bounty. */
async function lived(): Promise<{ where: Guild; staff: Person; ada: Person; mika: Person }> {
  const { where, staff, ada, mika } = await server();
  await fund(staff, where, 1_000, ada);
  await run(ada, where, '/daily');
  await run(ada, where, '/pay', { user: mika, amount: 30, note: 'secret of Mika' });
  await run(mika, where, '/daily');
  const mug = String(await makeItem(staff, where, { name: 'Mug', price: 10, action: { type: 'manual', text: 'by post' } }));
  await run(ada, where, '/buy', { item: mug });
  await run(ada, where, '/inventory use', { item: mug });
  const [order] = await rowsOfGuild<{ id: number }>(where, 'SELECT fulfilment_id AS id FROM fulfilment WHERE guild = ?1');
  await run(staff, where, '/shop-admin fulfil', { purchase: String(order?.id), status: 'done', note: 'sent to Harbour Road 5' });
  for (const title of ['Sweep', 'Paint', 'Carry']) await make(staff, where, { title, proof: 'none' });
  for (const task of ['1', '2', '3']) await run(ada, where, '/task claim', { task });
  await run(ada, where, '/task submit', { task: '1', text: 'I am Ada', file: { file: serveFile('my face') } });
  await run(ada, where, '/task submit', { task: '2', text: 'My street', file: { file: serveFile('my house') } });
  await run(staff, where, '/review decide', { submission: '1', verdict: 'accept' });
  await run(ada, where, '/bounty post', { title: 'Find my cat', reward: 50 });
  await run(ada, where, '/bounty cancel', { bounty: '1' });
  return { where, staff, ada, mika };
}

test('/me export sends own data, and nobody else\'s, as a file that only the member sees', async () => {
  const { where, ada, mika } = await lived();
  const answer = await deliver(commandInteraction(ada, where, '/me export'));
  expect(answer.text).toContain('Everything that is kept of you');
  const data = await ownFile(ada, where);
  expect(data).toMatchObject({ server_id: where.id, user_id: ada.id, truncated: [], settings: { excluded_from_boards: [] } });
  expect(data.balances.find((row: any) => row.asset === 'coin').balance).toBe(await balanceOf(where.id, ada.id));
  expect(data.entries.map((row: any) => row.kind)).toEqual(expect.arrayContaining(['admin_give', 'daily', 'pay', 'shop_purchase', 'item_use', 'task_reward']));
  expect(data.submissions.map((row: any) => row.text)).toEqual(['My street', 'I am Ada']);
  expect(data.orders[0].note).toBe('sent to Harbour Road 5');
  expect(data.bounties[0].title).toBe('Find my cat');
  expect(data.audit.map((row: any) => row.action)).toContain('eco.give');
  expect(data.claims).toHaveLength(3);
  const other = await ownFile(mika, where);
  expect(other.submissions).toEqual([]);
  expect(JSON.stringify(other)).not.toContain('Harbour Road');
  expect(other.entries.every((row: any) => [row.from_account, row.to_account].includes(`u:${mika.id}`))).toBe(true);
});

test('/me erase asks first, then removes what describes the member; the ledger stays whole and the coins stay', async () => {
  const { where, ada, mika } = await lived();
  const db = await databaseOf(where.id);
  await db.prepare("INSERT INTO member (guild, user_id, state, since, name, avatar, joined_at, checked_at) VALUES (?1, ?2, 'active', 1, 'Ada', 'a.png', 5, 1)").bind(where.id, ada.id).run();
  const stored = async (): Promise<number> => (await env.FILES.list({ prefix: `proof/${where.id}/` })).objects.length;
  expect(await stored()).toBe(2);
  const [coins, ledger] = [await balanceOf(where.id, ada.id), await entries(where.id)];
  const asked = await run(ada, where, '/me erase');
  expect(asked.private).toBe(true);
  expect(asked.text).toContain('Removed for good');
  expect((await press(ada, where, idOf(asked, 'Keep everything'))).text).toContain('Nothing was changed');
  expect((await rowsOfGuild<{ text: string }>(where, 'SELECT text FROM submission WHERE guild = ?1')).map(({ text }) => text)).toEqual(['I am Ada', 'My street']);
  expect((await press(ada, where, idOf(asked, 'Erase my data'))).text).toContain('has been erased');
  expect((await press(ada, where, idOf(asked, 'Erase my data'))).text).toContain('has been erased');
  expect(await rowsOfGuild(where, 'SELECT state, name, avatar, joined_at FROM member WHERE guild = ?1')).toEqual([{ state: 'erased', name: '', avatar: '', joined_at: null }]);
  expect(await rowsOfGuild(where, 'SELECT DISTINCT state, text, link, files, reason FROM submission WHERE guild = ?1')).toEqual([{ state: 'deleted', text: '', link: '', files: '[]', reason: '' }]);
  expect(await rowsOfGuild(where, 'SELECT task_id, state FROM claim WHERE guild = ?1 ORDER BY task_id')).toEqual([
    { task_id: 1, state: 'accepted' }, { task_id: 2, state: 'dropped' }, { task_id: 3, state: 'dropped' },
  ]);
  expect(await rowsOfGuild(where, 'SELECT taken FROM task WHERE guild = ?1 ORDER BY task_id')).toEqual([{ taken: 1 }, { taken: 0 }, { taken: 0 }]);
  expect(await rowsOfGuild(where, 'SELECT note, state FROM fulfilment WHERE guild = ?1')).toEqual([{ note: '', state: 'done' }]);
  expect(await rowsOfGuild(where, 'SELECT title, status FROM bounty WHERE guild = ?1')).toEqual([{ title: '', status: 'cancelled' }]);
  expect(await rowsOfGuild(where, 'SELECT 1 FROM proof_file WHERE guild = ?1')).toEqual([]);
  expect(await rowsOfGuild(where, "SELECT DISTINCT removed FROM message WHERE guild = ?1 AND kind = 'proof'")).toEqual([{ removed: 1 }]);
  expect(await stored()).toBe(0);
  expect(await balanceOf(where.id, ada.id)).toBe(coins);
  expect(await entries(where.id)).toEqual(ledger);
  expect(await verifySince(d1Database(db), env.FILES, where.id, true)).toMatchObject({ ok: true });
  expect((await audits(where.id)).filter(({ action }) => action === 'members.erase')).toMatchObject([{ target: `u:${ada.id}`, actor: ada.id }, {}]);
  // What is left names the id and nothing else, but for what staff and members wrote into sealed entries.
  const data = await ownFile(ada, where);
  expect(data.submissions.every((row: any) => row.text === '' && row.files === '[]')).toBe(true);
  expect(JSON.stringify({ ...data, entries: [], audit: [] })).not.toMatch(/Harbour|my cat|I am Ada|My street|a\.png/);
  expect((await run(ada, where, '/pay', { user: mika, amount: 1 })).text).not.toContain('Reference');
  expect(await balanceOf(where.id, ada.id)).toBe(coins - 1);
});

test('coins that are promised to others keep an erasure back, and a look-up cannot bring a name back', async () => {
  const { where, ada } = await lived();
  await run(ada, where, '/bounty post', { title: 'Anchor', reward: 20 });
  const asked = await run(ada, where, '/me erase');
  expect((await press(ada, where, idOf(asked, 'Erase my data'))).text).toContain('set aside');
  expect(await rowsOfGuild(where, 'SELECT 1 FROM member WHERE guild = ?1')).toEqual([]);
  await run(ada, where, '/bounty cancel', { bounty: '2' });
  await press(ada, where, idOf(asked, 'Erase my data'));
  const db = await databaseOf(where.id);
  await expect(db.prepare("UPDATE member SET name = 'Ada' WHERE guild = ?1").bind(where.id).run()).rejects.toThrow('members:erased');
  const op = { key: 'h:test:back', fingerprint: 'x', kind: 'member_reactivate', actor: 'operator', also: [reactivateMember(ada.id)] };
  expect((await guildStub(env, where.id).call('postAll', { ops: [op] })).outcomes).toMatchObject([{ status: 'done' }]);
  expect(await rowsOfGuild(where, 'SELECT state FROM member WHERE guild = ?1')).toEqual([{ state: 'active' }]);
});

test('what is final stays final: an order or a bounty that is done loses its words and nothing else', async () => {
  const { where } = await lived();
  const db = await databaseOf(where.id);
  for (const sql of [
    "UPDATE fulfilment SET state = 'waiting', version = version + 1 WHERE guild = ?1", "UPDATE fulfilment SET note = 'other', version = version + 1 WHERE guild = ?1",
    "UPDATE fulfilment SET note = '', quantity = 9, version = version + 1 WHERE guild = ?1", "UPDATE bounty SET title = 'other', version = version + 1 WHERE guild = ?1",
    "UPDATE bounty SET title = '', status = 'open', version = version + 1 WHERE guild = ?1", "UPDATE bounty SET title = '' WHERE guild = ?1",
  ]) await expect(db.prepare(sql).bind(where.id).run(), sql).rejects.toThrow('SQLITE_CONSTRAINT');
});

test('the commands cost what docs/costs.md says', async () => {
  const { where, ada } = await lived();
  await configure(where, { limits: NO_RATE });
  await holdCosts(where, [{ path: 'me export', who: ada, most: 0 }, { path: 'me erase', who: ada, most: 0 }]);
});
