import { beforeAll, expect, test } from 'vitest';
import { catalogues } from '../../src/app/catalogues.ts';
import { readClient } from '../../src/db/client.ts';
import { itemCard } from '../../src/features/shop/mirror.ts';
import { HOUR_MS } from '../../src/kernel/clock.ts';
import { settingsSchema } from '../../src/kernel/settings.ts';
import type { MessageBody, Step } from '../../src/discord/rows.ts';
import { admin, complete, freshId, guild, person, press, run, submit, type Guild, type OptionValue, type Person } from '../harness/discord.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { balanceOf, entries } from '../harness/rows.ts';
import { buttonOf, copies, fund, lotsOf, makeItem, rowsOfGuild, someChannel, someRole, strayLots, submitRules, type Wanted } from '../harness/shop.ts';

beforeAll(migrate);

interface Parcel {
  delivery_id: string;
  steps: Step[];
  due: number;
  created_at: number;
}

/** What waits for the outbox and was not there before; nothing is sent in these tests. */
async function parcels(where: Guild): Promise<Parcel[]> {
  const rows = await rowsOfGuild<Parcel & { steps: unknown }>(where, 'SELECT * FROM delivery WHERE guild = ?1 ORDER BY created_at, delivery_id');
  return rows.map((row) => ({ ...row, steps: JSON.parse(String(row.steps)) as Step[] }));
}

async function holder(wanted: Wanted, quantity = 1, settings: Parameters<typeof configure>[1] = {}): Promise<{ where: Guild; boss: Person; mika: Person; item: string; id: number }> {
  const [where, boss, mika] = [guild(), admin(), person('mika')];
  await configure(where, { limits: NO_RATE, ...settings });
  await fund(boss, where, 1_000, mika);
  const id = await makeItem(boss, where, { price: 10, ...wanted });
  if (quantity > 0) await run(mika, where, '/buy', { item: String(id), quantity });
  return { where, boss, mika, item: String(id), id };
}

test('a role is given by delivery, and not to whoever has it', async () => {
  const role = someRole();
  const { where, mika, item, id } = await holder({ action: { type: 'role', role } }, 2);
  expect((await run(mika, where, '/inventory use', { item })).text).toMatch(/You used \*\*1 × Cookie\*\*[^]*gives the role/);
  expect((await parcels(where)).map(({ steps }) => steps)).toEqual([[{ do: 'role', add: true, member: mika.id, role: role.role, reason: `Item ${id}: Cookie` }]]);
  const carrier = { ...mika, roles: [role.role] };
  expect((await run(carrier, where, '/inventory use', { item })).text).toContain(`<@&${role.role}> is there already`);
  const ada = person('ada');
  expect((await run(carrier, where, '/inventory use', { item, target: ada })).text).toContain('You used');
  expect((await parcels(where)).some(({ steps }) => steps[0]?.do === 'role' && steps[0].member === ada.id)).toBe(true);
  expect(await copies(where, '@burn', id)).toBe(2);
});

test('a timed role is added now and removed when its time is up; another copy goes on from there', async () => {
  const role = someRole();
  const { where, mika, item } = await holder({ action: { type: 'timed_role', role, hours: 5 } }, 3);
  await run(mika, where, '/inventory use', { item });
  const first = await parcels(where);
  const end = first.find(({ steps }) => steps[0]?.do === 'role' && !steps[0].add);
  expect(end?.due).toBeGreaterThan((end?.created_at ?? 0) + 5 * HOUR_MS - 60_000);
  expect(first.filter(({ steps }) => steps[0]?.do === 'role' && steps[0].add)).toHaveLength(1);
  const carrier = { ...mika, roles: [role.role] };
  expect((await run(carrier, where, '/inventory use', { item, quantity: 2 })).text).toContain('for 10 hours');
  const ends = (await parcels(where)).filter(({ steps }) => steps[0]?.do === 'role' && !steps[0].add);
  expect(ends.map(({ due }) => due)).toEqual([(end?.due ?? 0) + 10 * HOUR_MS]);
});

test('coins, another item, a message and a webhook follow in one batch with the copies', async () => {
  const { where, boss, mika, item, id } = await holder({ emoji: '🎁', action: { type: 'coins', amount: 40 } }, 2);
  const other = await makeItem(boss, where, { name: 'Prize', price: 5 });
  const channel = someChannel();
  const add = async (options: Record<string, OptionValue>) => run(boss, where, '/shop-admin action', { item, ...options });
  await add({ type: 'item', gives: 'Prize', amount: 3 });
  await add({ type: 'message', channel, text: 'Well done {member}, a {item}!' });
  expect((await add({ type: 'webhook', text: 'https://hooks.example.org/x/y' })).text).toContain('calls hooks.example.org');
  const used = await run(mika, where, '/inventory use', { item, quantity: 2 });
  expect(used.text).toMatch(/gives 🪙 80[^]*gives 6 × item/);
  expect(used.text).not.toContain('/x/y');
  expect(await balanceOf(where.id, mika.id)).toBe(1_060);
  expect(await copies(where, `u:${mika.id}`, other)).toBe(6);
  const steps = (await parcels(where)).flatMap((row) => row.steps);
  expect(steps.map((step) => step.do)).toEqual(['post', 'webhook']);
  expect(steps[0]).toMatchObject({ channel: channel.channel });
  expect((steps[0] as { body: MessageBody }).body.embeds?.[0]?.description).toContain(`Well done <@${mika.id}>, a 🎁 Cookie!`);
  expect(await copies(where, '@burn', id)).toBe(2);
  expect(await strayLots(where)).toEqual([]);
});

test('actions are checked: what they need, where they lead, and how many there are', async () => {
  const { where, boss, item } = await holder({}, 0);
  const add = async (options: Record<string, OptionValue>) => (await run(boss, where, '/shop-admin action', { item, ...options })).text;
  expect(await add({ type: 'role' })).toContain('"role" is missing');
  expect(await add({ type: 'timed_role', role: someRole() })).toContain('"hours" is missing');
  expect(await add({ type: 'role', role: { role: where.id } })).toContain('cannot find that role');
  expect(await add({ type: 'item', gives: 'no such thing' })).toContain('"gives" is missing');
  for (const text of ['http://a.example.org/', 'https://127.0.0.1/x', 'https://[::1]/', 'https://localhost/', 'https://box.local/', 'https://a:b@example.org/', 'nothing']) {
    expect(await add({ type: 'webhook', text }), text).toContain('public https');
  }
  for (let index = 0; index < 5; index += 1) expect(await add({ type: 'coins', amount: 1 })).toContain('is changed');
  expect(await add({ type: 'coins', amount: 1 })).toContain('at most 5 actions');
  expect(await add({ type: 'clear' })).not.toContain('When used');
  expect((await run(boss, where, '/shop-admin action', { item: '99', type: 'clear' })).text).toContain('no such item');
});

test('using is refused for what is not held, what does nothing, and bots', async () => {
  const { where, boss, mika, item } = await holder({}, 1);
  expect((await run(mika, where, '/inventory use', { item })).text).toContain('for keeping');
  expect((await run(mika, where, '/inventory use', { item: '99' })).text).toContain('no such item');
  await run(boss, where, '/shop-admin action', { item, type: 'coins', amount: 1 });
  expect((await run(mika, where, '/inventory use', { item, quantity: 2 })).text).toContain('there are 1');
  expect((await run(boss, where, '/inventory use', { item })).text).toContain('You hold none');
  expect((await run(mika, where, '/inventory use', { item, target: person('bot', { bot: true }) })).text).toContain('Bots have no inventory');
  expect((await run(mika, where, '/inventory view', { user: person('bot', { bot: true }) })).text).toContain('Bots have no inventory');
});

test('gifts: bound items stay, nobody gives to bots or themselves, too many lots are said', async () => {
  const { where, boss, mika, item } = await holder({ price: 1 }, 0);
  const ada = person('ada');
  for (let index = 0; index < 22; index += 1) await run(mika, where, '/buy', { item });
  expect((await run(mika, where, '/inventory gift', { item, user: ada, quantity: 22 })).text).toContain('at most 20 at once');
  expect((await run(mika, where, '/inventory gift', { item, user: ada, quantity: 20 })).text).toContain('gave **20 ×');
  expect((await run(mika, where, '/inventory gift', { item, user: mika })).text).toContain('cannot do that with yourself');
  expect((await run(mika, where, '/inventory gift', { item, user: person('bot', { bot: true }) })).text).toContain('Bots have no inventory');
  const form = await run(boss, where, '/shop-admin item', { item });
  const saved = await submit(boss, where, form.data.custom_id, { name: 'Bound', description: '', price: '1', category: '', emoji: '' });
  expect((await press(boss, where, buttonOf(saved, 'Make it untradeable'))).text).toContain('cannot be given away');
  expect((await run(mika, where, '/inventory gift', { item, user: ada })).text).toContain('cannot be given away');
  expect((await run(mika, where, '/inventory sell', { item })).text).toContain('does not buy this item back');
  expect((await run(ada, where, '/inventory view', {})).text).toContain('**20 ×** Bound');
  expect((await run(boss, where, '/inventory view', { user: ada })).text).toContain('**20 ×** Bound');
  expect((await run(boss, where, '/inventory view')).text).toContain('You hold nothing yet');
  expect(await complete(ada, where, '/inventory use', 'item', 'bou')).toEqual([{ name: 'Bound · 20 ×', value: item }]);
});

test('an order waits for staff, is moved along, and is refunded for what it had cost, once', async () => {
  const log = freshId();
  const { where, boss, mika, item } = await holder({ price: 70, action: { type: 'manual', text: 'Tell us your size' } }, 2, { channels: { log } });
  const used = await run(mika, where, '/inventory use', { item });
  expect(used.text).toContain('Tell us your size');
  expect((await parcels(where)).flatMap(({ steps }) => steps)).toMatchObject([{ do: 'post', channel: log }]);
  expect((await run(mika, where, '/inventory use', { item, target: person('ada') })).text).toContain('only for yourself');
  await run(mika, where, '/inventory use', { item });
  const orders = await complete(boss, where, '/shop-admin fulfil', 'purchase', 'cook');
  expect(orders).toHaveLength(2);
  const [one, two] = orders.map(({ value }) => String(value)) as [string, string];
  expect(used.data.embeds[0].footer.text).toBe(`Order #${one}`);
  expect((await run(boss, where, '/shop-admin fulfil', { purchase: one, status: 'waiting', note: 'Size *M* is coming' })).text).toMatch(/still waits[^]*Size/);
  expect((await run(boss, where, '/shop-admin fulfil', { purchase: one, status: 'done' })).text).toContain('is handed out');
  expect((await run(boss, where, '/shop-admin fulfil', { purchase: one, status: 'refunded' })).text).toContain('handed out already');
  const answers = await Promise.all(Array.from({ length: 15 }, () => run(boss, where, '/shop-admin fulfil', { purchase: two, status: 'refunded', note: 'out of stock' })));
  expect(answers.filter(({ text }) => text.includes('is refunded with **🪙 70**'))).toHaveLength(1);
  expect(await balanceOf(where.id, mika.id)).toBe(930);
  const words = (await parcels(where)).flatMap(({ steps }) => steps).filter((step) => step.do === 'dm');
  expect(words.map(({ member }) => member)).toEqual([mika.id, mika.id, mika.id]);
  expect(JSON.stringify(words)).toContain('you received **🪙 70**');
  expect((await run(admin('other'), where, '/shop-admin fulfil', { purchase: '12345', status: 'done' })).text).toContain('no such order');
  expect(await complete(boss, where, '/shop-admin fulfil', 'purchase', '')).toEqual([]);
});

test('cards: posted with the item, drawn in the server\'s language, touched by a sale, gone with the item, moved by a post', async () => {
  const shop = freshId();
  const { where, boss, mika, item, id } = await holder({ stock: 5, description: 'A *good* one', category: 'Snacks' }, 1, { channels: { shop }, locale: { language: 'de' } });
  const card = async () => (await rowsOfGuild<{ channel: string; wanted: number; removed: number }>(where, "SELECT channel, wanted, removed FROM message WHERE guild = ?1 AND kind = 'item'"))[0];
  const before = await card();
  expect(before?.channel).toBe(shop);
  await run(mika, where, '/buy', { item });
  expect((await card())?.wanted).toBe((before?.wanted ?? 0) + 1);
  const settings = settingsSchema.parse({ locale: { language: 'de' } });
  const ctx = { guildId: where.id, db: readClient(await databaseOf(where.id)), settings, texts: catalogues.texts('de', settings), now: Date.now() };
  const body = await itemCard.render(ctx, item);
  expect(body?.embeds?.[0]).toMatchObject({ title: 'Cookie', description: 'A *good* one', footer: { text: `Artikel ${id}` } });
  expect(JSON.stringify(body)).toMatch(/Vorrat.*"3"/);
  const buttons = (body?.components ?? []).flatMap((line) => (line as { components: { label: string; custom_id: string }[] }).components);
  expect(buttons.map(({ label }) => label)).toEqual(['1 kaufen', 'Mehr kaufen']);
  expect((await press(mika, where, buttons[0]?.custom_id ?? '')).text).toContain('You bought');
  const other = someChannel();
  expect((await run(boss, where, '/shop-admin post', { channel: other })).text).toContain(`1 card is on its way to <#${other.channel}>`);
  expect((await card())?.channel).toBe(other.channel);
  expect((await run(boss, where, '/shop-admin post', { item: '77' })).text).toContain('no such item');
  const asked = await run(boss, where, '/shop-admin remove', { item });
  expect((await press(boss, where, buttonOf(asked, 'Cancel'))).text).toContain('Nothing was changed');
  expect((await press(boss, where, buttonOf(asked, 'Take it off sale'))).text).toContain('is off sale');
  expect((await card())?.removed ?? 1).toBe(1);
  expect(await itemCard.render(ctx, item)).toBeNull();
  expect(await itemCard.render(ctx, '99')).toBeNull();
  expect((await run(boss, where, '/shop-admin post')).text).toContain('nothing on sale');
  expect((await run(boss, where, '/shop-admin remove', { item })).text).toContain('off sale already');
  const form = await run(boss, where, '/shop-admin item', { item });
  await submit(boss, where, form.data.custom_id, { name: 'Cookie', description: '', price: '1', category: '', emoji: '' });
  expect(await card()).toMatchObject({ removed: 0, channel: shop });
  expect(await lotsOf(where)).toHaveLength(3);
});

test('staff commands: who may, what a form refuses, and what stock changes mean', async () => {
  const { where, boss, mika, item, id } = await holder({}, 0);
  for (const [path, options] of [['item', {}], ['remove', { item }], ['stock', { item, change: '+1' }], ['action', { item, type: 'clear' }], ['post', {}], ['fulfil', { purchase: '1', status: 'done' }]] as const) {
    expect((await run(mika, where, `/shop-admin ${path}`, options)).text, path).toContain('Only shopkeepers');
  }
  expect((await run(boss, where, '/shop-admin post')).text).toContain('no shop channel yet');
  const stock = async (change: string) => (await run(boss, where, '/shop-admin stock', { item, change })).text;
  expect(await stock('+5')).toMatch(/In stock\n5\n/);
  expect(await stock('-2')).toMatch(/In stock\n3\n/);
  expect(await stock('7')).toMatch(/In stock\n7\n/);
  expect(await stock('= 2')).toMatch(/In stock\n2\n/);
  expect(await stock('-3')).toContain('only 2 left');
  expect(await copies(where, '@shop', id)).toBe(2);
  for (const change of ['many', '+0', '--1', '99999999999', '1.5']) expect(await stock(change), change).toContain('Write +5');
  expect(await stock('unlimited')).toContain('unlimited');
  expect((await entries(where.id)).filter(({ kind }) => kind === 'shop_stock')).toHaveLength(4);
  const form = await run(boss, where, '/shop-admin item', { item });
  const send = async (fields: Record<string, string>) => (await submit(boss, where, form.data.custom_id, { name: 'Cookie', description: '', price: '1', category: '', emoji: '', ...fields })).text;
  expect(await send({ name: ' ' })).toContain('too short');
  expect(await send({ price: '-1' })).toContain('between 0 and');
  expect(await send({ price: '1.5' })).toContain('between 0 and');
  expect(await send({ price: '9007199254740992' })).toContain('between 0 and');
  expect(await send({ emoji: 'no' })).toContain('no emoji');
  expect(await send({ name: 'x'.repeat(61) })).toContain('at most 60');
  expect(await send({ emoji: '🏴‍☠️', name: '*Bold* @everyone' })).toMatch(/🏴‍☠️ \\\*Bold\\\*/);
  const shown = await run(boss, where, '/shop-admin item', { item });
  expect(shown.data.components[0].component.value).toBe('*Bold* @everyone');
  const saved = await submit(boss, where, shown.data.custom_id, { name: 'Cookie', description: '', price: '1', category: '', emoji: '<:cookie:800000000000000001>' });
  const second = await press(boss, where, buttonOf(saved, 'More settings'));
  const role = freshId();
  expect((await submitRules(boss, where, second.data.custom_id, { role, limit: 2, balance: 5, rate: 50, days: 3 })).text).toMatch(/Per member\n2\n[^]*<@&[^]*3 days[^]*50 %/);
  expect((await submitRules(boss, where, second.data.custom_id, { rate: 101 })).text).toContain('between 0 and 100');
});
