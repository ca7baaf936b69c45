import { beforeAll, describe, expect, test } from 'vitest';
import { admin, commandInteraction, complete, controls, deliver, guild, person, press, run, submit, type Guild, type Person } from '../harness/discord.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { rowsOf } from '../harness/meter.ts';
import { audits, balanceOf, entries } from '../harness/rows.ts';
import { buttonOf, copies, fund, lotsOf, makeItem, rowsOfGuild, someRole, strayLots, type Wanted } from '../harness/shop.ts';

beforeAll(migrate);

/** A server with an item and a member who has a thousand. */
async function shopWith(wanted: Wanted = {}, settings: Parameters<typeof configure>[1] = {}): Promise<{ where: Guild; boss: Person; mika: Person; item: string; id: number }> {
  const [where, boss, mika] = [guild(), admin(), person('mika')];
  await configure(where, { limits: NO_RATE, ...settings });
  await fund(boss, where, 1_000, mika);
  const id = await makeItem(boss, where, wanted);
  return { where, boss, mika, item: String(id), id };
}

describe('buying', () => {
  test('charges quantity × price, moves stock and copies, and says what is left', async () => {
    const { where, mika, item, id } = await shopWith({ price: 30, stock: 5, emoji: '🍪' });
    const bought = await run(mika, where, '/shop buy', { item, quantity: 3 });
    expect(bought.private).toBe(true);
    expect(bought.text).toMatch(/You bought \*\*3 × 🍪 Cookie\*\* for \*\*🪙 90\*\*[^]*🪙 910/);
    expect(await balanceOf(where.id, mika.id)).toBe(910);
    expect(await copies(where, '@shop', id)).toBe(2);
    expect(await copies(where, `u:${mika.id}`, id)).toBe(3);
    const made = (await entries(where.id)).filter(({ kind }) => kind === 'shop_purchase');
    expect(made).toMatchObject([
      { from_account: `u:${mika.id}`, to_account: '@shop', amount: 90, note: 'Cookie × 3', ref: `item:${id}` },
      { from_account: '@shop', to_account: `u:${mika.id}`, amount: 3, ref: `item:${id}` },
    ]);
    expect(await lotsOf(where)).toMatchObject([{ seq: made[1]?.seq, amount: 3, unused: 3, price: 30, bought: 1, expires_at: null }]);
    expect(bought.data.embeds[0].footer.text).toBe(`Purchase #${made[1]?.seq}`);
  });

  test('by the short form, by name, from an unlimited stock, and for free', async () => {
    const { where, boss, mika, id } = await shopWith({ price: 10 });
    expect((await run(mika, where, '/buy', { item: 'cookie' })).text).toContain('1 × Cookie');
    expect(await copies(where, '@mint', id)).toBe(-1);
    const free = await makeItem(boss, where, { name: 'Badge', price: 0 });
    expect((await run(mika, where, '/buy', { item: `#${free}` })).text).toContain('🪙 0');
    expect(await balanceOf(where.id, mika.id)).toBe(990);
    expect(await strayLots(where)).toEqual([]);
  });

  test('by the buttons and the form of an item', async () => {
    const { where, mika, item, id } = await shopWith({ price: 10, stock: 9 });
    const shown = await run(mika, where, '/shop item', { item });
    expect((await press(mika, where, buttonOf(shown, 'Buy 1'))).text).toContain('1 × Cookie');
    const form = await press(mika, where, buttonOf(shown, 'Buy more'));
    expect(form.type).toBe(9);
    expect((await submit(mika, where, form.data.custom_id, { quantity: '4' })).text).toContain('4 × Cookie');
    for (const quantity of ['0', '-3', 'many', '1001', '2.5']) {
      expect((await submit(mika, where, form.data.custom_id, { quantity })).text).toContain('between 1 and 1,000');
    }
    expect(await copies(where, '@shop', id)).toBe(4);
  });

  test('the same interaction twice buys once and answers the same, also after an edit and a retirement', async () => {
    const { where, boss, mika, item } = await shopWith({ price: 10, stock: 9 });
    const interaction = commandInteraction(mika, where, '/buy', { item });
    const first = await deliver(interaction);
    await run(boss, where, '/shop-admin stock', { item, change: 'unlimited' });
    const asked = await run(boss, where, '/shop-admin remove', { item });
    await press(boss, where, buttonOf(asked, 'Take it off sale'));
    expect((await deliver(interaction)).text).toBe(first.text);
    expect(await balanceOf(where.id, mika.id)).toBe(990);
  });

  test.each<[string, Wanted, Record<string, number>, RegExp]>([
    ['no such item', {}, { item: 99 }, /no such item/],
    ['too dear', { price: 1_001 }, {}, /not enough: there are 🪙 1,000, and 🪙 1,001/],
    ['sold out', { stock: 0 }, {}, /sold out/],
    ['more than there are', { stock: 2 }, { quantity: 3 }, /only 2 left/],
    ['a role', { role: '800000000000000001' }, {}, /need the role <@&800000000000000001>/],
    ['a balance', { balance: 1_001 }, {}, /balance of at least 🪙 1,001/],
    ['the limit', { limit: 2, price: 1 }, { quantity: 3 }, /may buy 2 of this. You can buy 2 more/],
    ['more than can be counted', { price: 9_007_199_254_740_991 }, { quantity: 2 }, /larger than I can count/],
  ])('is refused for %s, and nothing moves', async (_name, wanted, options, answer) => {
    const { where, mika, item } = await shopWith(wanted);
    const before = (await entries(where.id)).length;
    const asked = { ...options, item: String(options['item'] ?? item) };
    expect((await run(mika, where, '/shop buy', asked)).text).toMatch(answer);
    expect((await entries(where.id)).length).toBe(before);
    expect(await balanceOf(where.id, mika.id)).toBe(1_000);
  });

  test('is stopped while the shop is paused or switched off', async () => {
    const { where, boss, mika, item } = await shopWith();
    await run(boss, where, '/eco pause', { feature: 'shop', reason: 'stocktaking' });
    expect((await run(mika, where, '/buy', { item })).text).toMatch(/paused by the staff. stocktaking/);
    await run(boss, where, '/eco pause', { feature: 'shop', off: true });
    await run(boss, where, '/config features', { feature: 'shop', off: true });
    expect((await run(mika, where, '/shop browse')).text).toContain('switched off');
    expect((await run(mika, where, '/buy', { item })).text).toContain('switched off');
  });

  test('writes at most 20 rows with a limit, a card, an expiry and a needed balance, also the first time', async () => {
    const { where, boss, mika, item } = await shopWith({ price: 10, stock: 9, limit: 9, days: 3, balance: 5 }, { channels: { shop: '900000000000000009' } });
    const ada = person('ada');
    await fund(boss, where, 100, ada);
    const db = await databaseOf(where.id);
    const cost = async (who: Person, wanted = item): Promise<number> => {
      // The card as the outbox leaves it.
      await db.prepare("UPDATE message SET state = 'synced', shown = wanted WHERE guild = ?1").bind(where.id).run();
      const { written } = await rowsOf(async () => {
        expect((await run(who, where, '/buy', { item: wanted })).text).toContain('You bought');
      });
      return written;
    };
    // The first sale of a server opens the shop's own account besides.
    const opening = await cost(ada);
    const [first, again] = [await cost(mika), await cost(mika)];
    const plain = String(await makeItem(boss, where, { name: 'Plain', price: 5 }));
    const [plainFirst, plainAgain] = [await cost(mika, plain), await cost(mika, plain)];
    expect({ opening, first, again, plainFirst, plainAgain }).toEqual({ opening: 21, first: 20, again: 19, plainFirst: 17, plainAgain: 15 });
  });
});

describe('giving back', () => {
  test('pays the whole purchase back once, stocks it again and frees the limit', async () => {
    const { where, mika, item, id } = await shopWith({ price: 40, stock: 5, limit: 2 });
    await run(mika, where, '/buy', { item, quantity: 2 });
    expect((await run(mika, where, '/buy', { item })).text).toContain('You can buy 0 more');
    const [choice] = await complete(mika, where, '/shop refund', 'purchase', 'cook');
    expect(choice?.name).toMatch(/^#\d+ · Cookie × 2 · 🪙 80/);
    const refunded = await run(mika, where, '/shop refund', { purchase: String(choice?.value) });
    expect(refunded.text).toMatch(/gave \*\*2 × Cookie\*\* back and received \*\*🪙 80\*\*[^]*🪙 1,000/);
    expect(await copies(where, '@shop', id)).toBe(5);
    expect(await lotsOf(where)).toEqual([]);
    expect((await run(mika, where, '/shop refund', { purchase: String(choice?.value) })).text).toContain('given back already');
    expect((await run(mika, where, '/buy', { item, quantity: 2 })).text).toContain('You bought');
    expect(await balanceOf(where.id, mika.id)).toBe(920);
  });

  test('what was unlimited goes out of circulation, and the cap does not hold money back that comes home', async () => {
    const { where, boss, mika, item, id } = await shopWith({ price: 100 });
    await run(mika, where, '/buy', { item });
    await configure(where, { limits: NO_RATE, currency: { cap: 950 } });
    const seq = (await lotsOf(where))[0]?.seq ?? 0;
    expect((await run(boss, where, '/shop refund', { purchase: String(seq) })).text).toContain('no such purchase of yours');
    expect((await run(mika, where, '/shop refund', { purchase: `#${seq}` })).text).toContain('🪙 100');
    expect(await copies(where, '@burn', id)).toBe(1);
    expect(await balanceOf(where.id, mika.id)).toBe(1_000);
  });

  test('is refused after the window, after use, for a gift, and where the server takes nothing back', async () => {
    const { where, boss, mika, item } = await shopWith({ price: 1, action: { type: 'coins', amount: 1 } });
    const ada = person('ada');
    await run(mika, where, '/buy', { item, quantity: 2 });
    const seq = String((await lotsOf(where))[0]?.seq);
    await run(mika, where, '/inventory use', { item });
    expect((await run(mika, where, '/shop refund', { purchase: seq })).text).toContain('has been used');
    await run(mika, where, '/inventory gift', { item, user: ada });
    const given = (await lotsOf(where)).find(({ owner }) => owner === `u:${ada.id}`);
    expect((await run(ada, where, '/shop refund', { purchase: String(given?.seq) })).text).toContain('no such purchase of yours');
    await run(mika, where, '/buy', { item });
    const late = String((await lotsOf(where)).find(({ owner }) => owner === `u:${mika.id}`)?.seq);
    await configure(where, { limits: NO_RATE, shop: { refundHours: 0 } });
    expect((await run(mika, where, '/shop refund', { purchase: late })).text).toContain('takes no purchases back');
    for (const purchase of ['x', '0', '999999', '1']) {
      expect((await run(boss, where, '/shop refund', { purchase })).text).toContain('no such purchase of yours');
    }
  });
});

test('what went back cannot be reversed by staff, and what staff reversed cannot go back', async () => {
  const { where, boss, mika, item } = await shopWith({ price: 100 });
  const paid = async (): Promise<number> => (await entries(where.id)).filter(({ kind, to_account: to }) => kind === 'shop_purchase' && to === '@shop').at(-1)?.seq ?? 0;
  await run(mika, where, '/buy', { item });
  const first = await paid();
  await run(mika, where, '/shop refund', { purchase: String(first + 1) });
  expect((await run(boss, where, '/eco reverse', { entry: first, reason: 'x' })).text).toContain('was reversed already');
  await run(mika, where, '/buy', { item });
  const second = await paid();
  const asked = await run(boss, where, '/eco reverse', { entry: second, reason: 'x' });
  await press(boss, where, buttonOf(asked, 'Reverse it'));
  expect((await run(mika, where, '/shop refund', { purchase: String(second + 1) })).text).toContain('Staff has reversed');
  expect(await balanceOf(where.id, mika.id)).toBe(1_000);
});

describe('looking around', () => {
  test('an empty shop says what to do next, to members and to staff', async () => {
    const where = guild();
    expect((await run(person('mika'), where, '/shop browse')).text).toContain('The shop is empty. Look in again');
    expect((await run(admin(), where, '/shop browse')).text).toContain('/shop-admin item');
  });

  test('pages, categories and sorts; a pick shows the item with its buttons', async () => {
    const [where, boss, mika] = [guild(), admin(), person('mika')];
    await configure(where, { limits: NO_RATE });
    for (let index = 1; index <= 8; index += 1) {
      await makeItem(boss, where, { name: `Thing ${index}`, price: 10 * index, category: index % 2 === 0 ? 'Größe & Übermaß, 🍪' : 'Odd', ...(index === 1 ? { stock: 0 } : {}) });
    }
    const first = await run(mika, where, '/shop browse', { sort: 'dear' });
    expect(first.text).toMatch(/Thing 8[^]*Thing 3/);
    expect(first.text).not.toContain('Thing 2');
    expect(first.data.embeds[0].footer.text).toBe('Page 1 of 2');
    const second = await press(mika, where, buttonOf(first, 'Next'));
    expect(second.type).toBe(7);
    expect(second.text).toMatch(/Thing 2[^]*Thing 1[^]*sold out/);
    const menu = first.data.components[1].components[0];
    const even = await press(mika, where, menu.custom_id, [menu.options.find(({ label }: { label: string }) => label.startsWith('Größe')).value]);
    expect(even.text).toContain('Shop · Größe');
    expect(even.text).not.toContain('Thing 7');
    const picked = await press(mika, where, buttonOf(even, 'Look at an item'), ['4']);
    expect(picked).toMatchObject({ type: 4, private: true });
    expect(picked.text).toMatch(/Thing 4[^]*🪙 40/);
    expect((await run(mika, where, '/shop browse', { category: 'odd' })).text).not.toContain('Thing 2');
    expect((await complete(mika, where, '/shop browse', 'category', 'od')).map(({ value }) => value)).toEqual(['Odd']);
    expect(controls(await run(mika, where, '/shop item', { item: '1' })).every(({ disabled }) => disabled)).toBe(true);
  });

  test('completion finds items by name and takes the id; retired ones are for staff', async () => {
    const { where, boss, mika, item } = await shopWith({ name: 'Golden Crown' });
    expect(await complete(mika, where, '/buy', 'item', 'crow')).toEqual([{ name: `Golden Crown · 🪙 100 · #${item}`, value: item }]);
    expect(await complete(mika, where, '/shop buy', 'item', item)).toHaveLength(1);
    expect(await complete(mika, where, '/shop buy', 'item', 'nothing like it')).toEqual([]);
    const asked = await run(boss, where, '/shop-admin remove', { item });
    await press(boss, where, buttonOf(asked, 'Take it off sale'));
    expect(await complete(mika, where, '/buy', 'item', 'crow')).toEqual([]);
    expect((await complete(boss, where, '/shop-admin item', 'item', 'crow'))[0]?.name).toContain('no longer on sale');
    expect((await run(mika, where, '/buy', { item })).text).toContain('no longer on sale');
  });

  test('speaks German to a German member', async () => {
    const { where, boss, item } = await shopWith({ price: 10, role: someRole().role });
    const lena = person('lena', { locale: 'de' });
    await fund(boss, where, 100, lena);
    expect((await run(lena, where, '/buy', { item })).text).toContain('Dafür brauchst du die Rolle');
    const free = await makeItem(boss, where, { name: 'Keks', price: 10 });
    expect((await run(lena, where, '/buy', { item: String(free) })).text).toMatch(/Du hast \*\*1 × Keks\*\* für \*\*🪙 10\*\* gekauft/);
    expect((await run(lena, where, '/inventory view')).text).toMatch(/Inventar[^]*Keks/);
    expect((await run(lena, where, '/shop browse')).text).toContain('Einen Artikel ansehen');
  });

  test('one audit row and no webhook key in it for whatever staff does', async () => {
    const { where, boss, item } = await shopWith();
    await run(boss, where, '/shop-admin action', { item, type: 'webhook', text: 'https://hooks.example.org/secret-key' });
    await run(boss, where, '/shop-admin stock', { item, change: '+3' });
    const rows = await audits(where.id);
    expect(rows.map(({ action }) => action).sort()).toEqual(['eco.give', 'shop-admin.action', 'shop-admin.add', 'shop-admin.stock']);
    expect(JSON.stringify(rows)).not.toContain('secret-key');
    expect((await rowsOfGuild<{ actions: string }>(where, 'SELECT actions FROM shop_item WHERE guild = ?1'))[0]?.actions).toContain('secret-key');
    expect(await (await databaseOf(where.id)).prepare('SELECT COUNT(*) AS rows FROM shop_fence').first('rows')).toBe(0);
  });
});
