import { beforeAll, expect, test } from 'vitest';
import { registry } from '../../src/app/registry.ts';
import { configure, NO_RATE, rewind } from '../harness/configure.ts';
import { documented, holdCosts, type Measured } from '../harness/costs.ts';
import { admin, complete, guild, person, run } from '../harness/discord.ts';
import { migrate } from '../harness/env.ts';
import { fund, lotsOf, makeItem, rowsOfGuild } from '../harness/shop.ts';

beforeAll(migrate);

const [mika, ada, boss] = [person('mika'), person('ada'), admin()];

test('every command about coins costs what docs/costs.md says, and no more than was promised', async () => {
  const where = guild();
  await configure(where, { limits: NO_RATE });
  // Everybody has played already: opening an account costs a little more.
  for (const [who, other] of [[mika, ada], [ada, mika]] as const) {
    await run(who, where, '/daily');
    await run(who, where, '/work');
    await run(who, where, '/pay', { user: other, amount: 1 });
  }
  for (const name of ['daily', 'work']) await rewind(where, mika.id, name, { by: 90_000_000 });
  const reason = 'test';
  const list: Measured[] = [
    { path: 'balance', who: mika },
    { path: 'daily', who: mika, most: 10 },
    { path: 'work', who: mika },
    { path: 'pay', who: mika, options: { user: ada, amount: 1 }, most: 10 },
    { path: 'give', who: mika, options: { user: ada, amount: 1 }, most: 10 },
    { path: 'leaderboard', who: mika },
    { path: 'history', who: mika },
    { path: 'receipt', who: mika, options: { id: 1 } },
    { path: 'profile', who: mika },
    { path: 'help', who: mika },
    { path: 'ping', who: mika },
    { path: 'eco give', who: boss, options: { user: ada, amount: 5, reason } },
    { path: 'eco take', who: boss, options: { user: ada, amount: 5, reason } },
    { path: 'eco set', who: boss, options: { user: ada, amount: 50, reason } },
    { path: 'eco freeze', who: boss, options: { user: ada, reason } },
    { path: 'eco verify', who: boss, options: { user: mika } },
    { path: 'eco pause', who: boss, options: { feature: 'games', reason } },
    { path: 'config view', who: boss },
    { path: 'config currency', who: boss, options: { name: 'shells' } },
    { path: 'config sync', who: boss },
  ];
  await holdCosts(where, list);
  expect((await complete(mika, where, '/receipt', 'id', 1)).length).toBeGreaterThan(0);
});

const CHANNELS = { shop: '100000000000000001', tasks: '100000000000000002', review: '100000000000000003' };

test('every command of the shop costs what docs/costs.md says; a purchase writes at most 20 rows', async () => {
  const where = guild();
  await configure(where, { limits: NO_RATE, channels: CHANNELS });
  await fund(boss, where, 10_000, mika, ada);
  const cookie = String(await makeItem(boss, where, { price: 10, stock: 50, rate: 50, action: { type: 'coins', amount: 1 } }));
  const mug = String(await makeItem(boss, where, { name: 'Mug', price: 10, action: { type: 'manual', text: 'by post' } }));
  for (const who of [mika, ada]) await run(who, where, '/buy', { item: cookie, quantity: 3 });
  await run(mika, where, '/buy', { item: mug });
  await run(mika, where, '/inventory use', { item: mug });
  const newest = async (): Promise<{ purchase: string }> => ({ purchase: String((await lotsOf(where)).filter(({ owner }) => owner === `u:${mika.id}`).at(-1)?.seq) });
  const order = async (): Promise<{ purchase: string; status: string }> => {
    const [row] = await rowsOfGuild<{ id: number }>(where, 'SELECT fulfilment_id AS id FROM fulfilment WHERE guild = ?1');
    return { purchase: String(row?.id), status: 'done' };
  };
  const list: Measured[] = [
    { path: 'shop browse', who: mika },
    { path: 'shop item', who: mika, options: { item: cookie } },
    { path: 'shop buy', who: mika, options: { item: cookie }, most: 20 },
    { path: 'buy', who: mika, options: { item: cookie }, most: 20 },
    { path: 'shop refund', who: mika, options: newest },
    { path: 'inventory view', who: mika },
    { path: 'inventory use', who: mika, options: { item: cookie } },
    { path: 'inventory gift', who: mika, options: { item: cookie, user: ada } },
    { path: 'inventory sell', who: mika, options: { item: cookie } },
    { path: 'shop-admin item', who: boss },
    { path: 'shop-admin stock', who: boss, options: { item: cookie, change: '+5' } },
    { path: 'shop-admin action', who: boss, options: { item: cookie, type: 'coins', amount: 2 } },
    { path: 'shop-admin post', who: boss, options: { item: cookie } },
    { path: 'shop-admin fulfil', who: boss, options: order },
    { path: 'shop-admin remove', who: boss, options: { item: mug } },
  ];
  await holdCosts(where, list);
});

test('every command of tasks costs what docs/costs.md says; a verdict writes at most 18 rows, and its audit one', async () => {
  const where = guild();
  await configure(where, { limits: NO_RATE, channels: CHANNELS });
  await fund(boss, where, 10_000, mika, ada);
  const make = (title: string): Promise<unknown> => run(boss, where, '/task-admin create', { title, reward: 100, description: 'The hall', role: { role: '100000000000000009' } });
  for (const title of ['Sweep', 'Paint', 'Carry', 'Cook']) await make(title);
  for (const task of ['2', '3']) await run(mika, where, '/task claim', { task });
  await run(mika, where, '/task submit', { task: '2', text: 'done' });
  await run(boss, where, '/review decide', { submission: '1', verdict: 'reject', note: 'why' });
  const task = '1';
  const list: Measured[] = [
    { path: 'task list', who: mika },
    { path: 'task view', who: mika, options: { task } },
    { path: 'task claim', who: mika, options: { task } },
    { path: 'task submit', who: mika, options: { task, text: 'done' } },
    { path: 'task mine', who: mika },
    { path: 'task drop', who: mika, options: { task: '3' } },
    { path: 'task appeal', who: mika, options: { submission: '1', reason: 'but' } },
    { path: 'task-admin create', who: boss, options: { title: 'Wash', reward: 10, description: 'The boat' } },
    { path: 'task-admin edit', who: boss, options: { task: '4', reward: 20 } },
    { path: 'task-admin assign', who: boss, options: { task: '4', user: ada } },
    { path: 'task-admin announce', who: boss, options: { task: '4' } },
    { path: 'task-admin close', who: boss, options: { task: '5' } },
    { path: 'review queue', who: boss },
    { path: 'review reassign', who: boss, options: { submission: '2', reviewer: boss } },
    { path: 'review decide', who: boss, options: { submission: '2', verdict: 'accept' }, most: 19 },
    { path: 'review stats', who: boss },
    { path: 'bounty post', who: mika, options: { title: 'Anchor', reward: 50 } },
    { path: 'bounty list', who: ada },
    { path: 'bounty settle', who: mika, options: { bounty: '1', winner: ada } },
    { path: 'bounty cancel', who: mika, options: async () => (await run(mika, where, '/bounty post', { title: 'Sail', reward: 50 }), { bounty: '2' }) },
  ];
  await holdCosts(where, list);
});

test('every command that can be run is in the table or a variant of one that is', () => {
  const variants = ['config', 'eco give-role', 'eco reverse'];
  const missing = [...registry.commands.keys()].filter((path) => !documented().has(path) && !variants.some((variant) => path.startsWith(variant)));
  expect(missing).toEqual([]);
});
