import { beforeAll, expect, test, vi } from 'vitest';
import { runCron } from '../../src/app/cron.ts';
import { fenceItem, type ItemFence } from '../../src/features/shop/statements.ts';
import { guildStub } from '../../src/guild/stub.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import type { Operation } from '../../src/ledger/operation.ts';
import { admin, guild, person, press, run, submit, type Answer, type Guild, type Person } from '../harness/discord.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { balanceOf, entries } from '../harness/rows.ts';
import { buttonOf, copies, lotsOf, makeItem, rowsOfGuild, strayLots, type Wanted } from '../harness/shop.ts';

beforeAll(migrate);

async function crowd(size: number, wanted: Wanted): Promise<{ where: Guild; boss: Person; people: Person[]; item: string; id: number }> {
  const [where, boss] = [guild(), admin()];
  await configure(where, { limits: NO_RATE, currency: { start: 1_000 } });
  const id = await makeItem(boss, where, wanted);
  return { where, boss, people: Array.from({ length: size }, (_, index) => person(`m${index}`)), item: String(id), id };
}

const bought = (answers: Answer[]): Answer[] => answers.filter(({ text }) => text.includes('You bought'));

test.each([2, 100])('of %i buyers of the last one, one gets it, and the others keep their coins', async (size) => {
  const { where, people, item, id } = await crowd(size, { price: 100, stock: 1 });
  const answers = await Promise.all(people.map((who) => run(who, where, '/buy', { item })));
  expect(bought(answers)).toHaveLength(1);
  expect(answers.filter(({ text }) => text.includes('sold out'))).toHaveLength(size - 1);
  const paid = (await entries(where.id)).filter(({ kind, to_account: to }) => kind === 'shop_purchase' && to === '@shop');
  expect(paid).toHaveLength(1);
  expect(await copies(where, '@shop', id)).toBe(0);
  expect(await lotsOf(where)).toHaveLength(1);
});

test('fifty purchases during edits of the price: each pays one of the prices times its quantity, and its entry says so', async () => {
  const { where, boss, people, item } = await crowd(50, { price: 10 });
  const prices = [10, 17, 23, 31];
  const edit = async (price: number): Promise<Answer> => {
    const form = await run(boss, where, '/shop-admin item', { item });
    return submit(boss, where, form.data.custom_id, { name: 'Cookie', description: '', price: String(price), category: '', emoji: '' });
  };
  const answers: Answer[] = [];
  for (const [wave, price] of [17, 23, 31, 10, 17].entries()) {
    const buyers = people.slice(wave * 10, wave * 10 + 10).map((who, index) => run(who, where, '/buy', { item, quantity: (index % 3) + 1 }));
    const [edited, ...sold] = await Promise.all([edit(price), ...buyers]);
    expect(edited.text).toContain('is saved');
    answers.push(...sold);
  }
  expect(bought(answers).length + answers.filter(({ text }) => text.includes('Too much happens')).length).toBe(50);
  expect(bought(answers).length).toBeGreaterThan(0);
  const all = await entries(where.id);
  const seen = new Set<number>();
  for (const [index, answer] of answers.entries()) {
    const who = people[index]?.id ?? '';
    const quantity = ((index % 10) % 3) + 1;
    const paid = all.find(({ kind, from_account: from }) => kind === 'shop_purchase' && from === `u:${who}`);
    expect(paid === undefined).toBe(!answer.text.includes('You bought'));
    if (!paid) continue;
    seen.add(paid.amount / quantity);
    expect(prices).toContain(paid.amount / quantity);
    expect(answer.text).toContain(`🪙 ${paid.amount}`);
    expect(paid.note).toBe(`Cookie × ${quantity}`);
    expect((await lotsOf(where)).find(({ owner }) => owner === `u:${who}`)?.price).toBe(paid.amount / quantity);
    expect(await balanceOf(where.id, who)).toBe(1_000 - paid.amount);
  }
  expect(seen.size).toBeGreaterThan(1);
});

test('a plan on an older item, on a retired one or below the needed balance does not commit', async () => {
  const { where, boss, people, item, id } = await crowd(1, { price: 10, balance: 500 });
  const buyer = `u:${people[0]?.id}`;
  const version = async (): Promise<number> => (await rowsOfGuild<{ version: number }>(where, 'SELECT version FROM shop_item WHERE guild = ?1'))[0]?.version ?? 0;
  let made = 0;
  const attempt = async (fence: Partial<ItemFence>): Promise<string | undefined> => {
    made += 1;
    const movement = { kind: 'shop_purchase', from: buyer, to: '@shop', amount: 10 };
    const also = [fenceItem({ item: id, version: await version(), ...fence })];
    const op: Operation = { key: `j:fence:${made}`, fingerprint: 'f', kind: 'shop_purchase', actor: 'system', movements: [movement], also };
    return (await guildStub(env, where.id).call('postAll', { ops: [op] })).outcomes[0]?.status;
  };
  expect(await attempt({ version: (await version()) - 1 })).toBe('conflict');
  expect(await attempt({ item: 99 })).toBe('conflict');
  expect(await attempt({ member: buyer, minBalance: 1_001 })).toBe('conflict');
  expect(await attempt({ member: buyer, minBalance: 1_000, onSale: true })).toBe('done');
  const asked = await run(boss, where, '/shop-admin remove', { item });
  await press(boss, where, buttonOf(asked, 'Take it off sale'));
  expect(await attempt({ onSale: true })).toBe('conflict');
  expect(await attempt({})).toBe('done');
});

test('three copies of three purchases are used three times, whoever of twenty asks', async () => {
  const { where, people, item, id } = await crowd(1, { price: 1, action: { type: 'coins', amount: 5 } });
  const [mika] = people as [Person];
  for (let index = 0; index < 3; index += 1) await run(mika, where, '/buy', { item });
  const answers = await Promise.all(Array.from({ length: 20 }, () => run(mika, where, '/inventory use', { item })));
  expect(answers.filter(({ text }) => text.includes('You used'))).toHaveLength(3);
  expect(await balanceOf(where.id, mika.id)).toBe(1_000 - 3 + 15);
  expect(await copies(where, '@burn', id)).toBe(3);
  expect(await lotsOf(where)).toEqual([]);
});

test('one purchase given back fifty times at once pays once', async () => {
  const { where, people, item, id } = await crowd(1, { price: 100, stock: 3, limit: 3 });
  const [mika] = people as [Person];
  await run(mika, where, '/buy', { item, quantity: 2 });
  const purchase = String((await lotsOf(where))[0]?.seq);
  const answers = await Promise.all(Array.from({ length: 50 }, () => run(mika, where, '/shop refund', { purchase })));
  expect(answers.filter(({ text }) => text.includes('You gave'))).toHaveLength(1);
  expect(await balanceOf(where.id, mika.id)).toBe(1_000);
  expect(await copies(where, '@shop', id)).toBe(3);
  expect(await strayLots(where)).toEqual([]);
});

test('a purchase that is used and given back at once is one of the two', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { where, people, item, id } = await crowd(1, { price: 100, action: { type: 'coins', amount: 7 } });
    const [mika] = people as [Person];
    await run(mika, where, '/buy', { item });
    const purchase = String((await lotsOf(where))[0]?.seq);
    const [used, back] = await Promise.all([run(mika, where, '/inventory use', { item }), run(mika, where, '/shop refund', { purchase })]);
    expect([used.text.includes('You used'), back.text.includes('You gave')].filter(Boolean)).toHaveLength(1);
    expect(await balanceOf(where.id, mika.id)).toBe(used.text.includes('You used') ? 907 : 1_000);
    expect(await copies(where, `u:${mika.id}`, id)).toBe(0);
  }
});

test('the limit of a member holds against fifty at once', async () => {
  const { where, people, item, id } = await crowd(1, { price: 1, limit: 3 });
  const [mika] = people as [Person];
  const answers = await Promise.all(Array.from({ length: 50 }, () => run(mika, where, '/buy', { item })));
  expect(bought(answers)).toHaveLength(3);
  expect(await copies(where, `u:${mika.id}`, id)).toBe(3);
  expect((await run(mika, where, '/buy', { item })).text).toContain('You can buy 0 more');
});

test('what a member must have is held at the commit: of two purchases that it covers once, one goes through', async () => {
  const { where, people, item } = await crowd(1, { price: 10, balance: 1_000 });
  const [mika] = people as [Person];
  const answers = await Promise.all(Array.from({ length: 10 }, () => run(mika, where, '/buy', { item })));
  expect(bought(answers)).toHaveLength(1);
  expect(answers.filter(({ text }) => text.includes('balance of at least'))).toHaveLength(9);
});

test('stock that is set while twenty buy comes out as set or is refused whole, and the sum is right', async () => {
  const { where, boss, people, item, id } = await crowd(20, { price: 1, stock: 50 });
  const [set, ...answers] = await Promise.all([
    run(boss, where, '/shop-admin stock', { item, change: '=30' }), ...people.map((who) => run(who, where, '/buy', { item })),
  ]);
  expect(bought(answers)).toHaveLength(20);
  expect(set.text).toMatch(/stock of item 1 is changed|Too much happens/);
  const all = (await entries(where.id)).filter(({ ref }) => ref === `item:${id}`);
  let stock = 0;
  for (const { kind, from_account: from, to_account: to, amount, note } of all) {
    if (to === '@shop' && note === '') stock += amount;
    if (from === '@shop') stock -= amount;
    if (kind === 'shop_stock' && stock > 0 && all.filter((entry) => entry.kind === 'shop_stock').length > 1) expect([30, 50]).toContain(stock);
  }
  expect(await copies(where, '@shop', id)).toBe(stock);
});

test('staff edits do not overwrite one another: of two forms of one version, one is saved', async () => {
  const { where, boss, item } = await crowd(0, {});
  const other = admin('other');
  const forms = await Promise.all([boss, other].map((who) => run(who, where, '/shop-admin item', { item })));
  const saved = await Promise.all(forms.map((form, index) => submit(index === 0 ? boss : other, where, form.data.custom_id, { name: `By ${index}`, description: '', price: '5', category: '', emoji: '' })));
  expect(saved.filter(({ text }) => text.includes('is saved'))).toHaveLength(1);
  expect(saved.filter(({ text }) => text.includes('nothing was written over'))).toHaveLength(1);
  const created = await Promise.all(Array.from({ length: 5 }, async () => makeItem(boss, where, { name: 'Twin' })));
  expect(new Set(created).size).toBe(5);
});

test('a sale is confirmed, pays the rate of the price, and pays once for twenty presses', async () => {
  const { where, boss, people, item, id } = await crowd(1, { price: 33, rate: 50, stock: 9 });
  const [mika] = people as [Person];
  await run(mika, where, '/buy', { item, quantity: 3 });
  const asked = await run(mika, where, '/inventory sell', { item, quantity: 3 });
  expect(asked.text).toMatch(/Sell \*\*3 × Cookie\*\* for \*\*🪙 49\*\*/);
  expect((await press(boss, where, buttonOf(asked, 'Sell'))).text).toContain('belongs to somebody else');
  const answers = await Promise.all(Array.from({ length: 20 }, () => press(mika, where, buttonOf(asked, 'Sell'))));
  expect(answers.filter(({ text }) => text.includes('You sold'))).toHaveLength(1);
  expect(await balanceOf(where.id, mika.id)).toBe(1_000 - 99 + 49);
  expect(await copies(where, '@shop', id)).toBe(6);
  await run(mika, where, '/buy', { item });
  const again = await run(mika, where, '/inventory sell', { item });
  await run(boss, where, '/shop-admin stock', { item, change: 'unlimited' });
  expect((await press(mika, where, buttonOf(again, 'Sell'))).text).toContain('was changed meanwhile');
});

test('copies expire by the minute job, once for ten runs at a time, and a gift keeps its day', async () => {
  const { where, people, item, id } = await crowd(2, { price: 10, days: 2 });
  const [mika, ada] = people as [Person, Person];
  await run(mika, where, '/buy', { item, quantity: 2 });
  await run(mika, where, '/buy', { item, quantity: 3 });
  const [first] = await lotsOf(where);
  expect((await run(mika, where, '/inventory gift', { item, user: ada, quantity: 4 })).text).toContain('gave **4 × Cookie**');
  const lots = await lotsOf(where);
  const given = lots.filter(({ owner }) => owner === `u:${ada.id}`);
  expect(given.map(({ unused }) => unused)).toEqual([2, 2]);
  expect(given[0]?.expires_at).toBe(first?.expires_at);
  expect(given.every(({ bought: own, price }) => own === 0 && price === 10)).toBe(true);
  expect((await run(ada, where, '/inventory view')).text).toMatch(/\*\*4 ×\*\* Cookie[^]*expires <t:/);
  const later = (first?.expires_at ?? 0) + DAY_MS;
  const db = await databaseOf(where.id);
  const frozen = "INSERT INTO freeze VALUES (?1, ?2, 'test', '9', 1)";
  await db.prepare(frozen).bind(where.id, `u:${mika.id}`).run();
  vi.useFakeTimers({ now: later, toFake: ['Date'] });
  await Promise.all(Array.from({ length: 10 }, () => runCron('* * * * *', later, env)));
  vi.useRealTimers();
  expect(await copies(where, `u:${ada.id}`, id)).toBe(0);
  expect(await copies(where, '@burn', id)).toBe(4);
  // The frozen member's wait for the thaw.
  expect(await copies(where, `u:${mika.id}`, id)).toBe(1);
  expect((await entries(where.id)).filter(({ kind }) => kind === 'item_expire')).toHaveLength(2);
  expect(await strayLots(where)).toEqual([]);
});
