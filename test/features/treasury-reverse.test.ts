import { beforeAll, expect, test } from 'vitest';
import { guildStub } from '../../src/guild/stub.ts';
import { openHold } from '../../src/ledger/holds.ts';
import {
  admin, commandInteraction, complete, controls, deliver, envelope, guild, person, press, run, type Answer, type Guild, type Person,
} from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { audits, balanceOf, entries } from '../harness/rows.ts';

beforeAll(migrate);

const button = (answer: Answer, label: string): string => controls(answer).find((control) => control.label === label)?.id ?? '';

async function reverse(staff: Person, where: Guild, entry: number, reason = 'mistake'): Promise<Answer> {
  const asked = await run(staff, where, '/eco reverse', { entry, reason });
  return press(staff, where, button(asked, 'Reverse it'));
}

async function paid(): Promise<{ where: Guild; staff: Person; ada: Person; mika: Person; seq: number }> {
  const [where, staff, ada, mika] = [guild(), admin(), person('ada'), person('mika')];
  await run(staff, where, '/eco give', { user: ada, amount: 100, reason: 'gift' });
  await run(ada, where, '/pay', { user: mika, amount: 40 });
  return { where, staff, ada, mika, seq: (await entries(where.id)).at(-1)?.seq ?? 0 };
}

test('asks first, shows what moves, and posts one offsetting entry with its reference', async () => {
  const { where, staff, ada, mika, seq } = await paid();
  const asked = await run(staff, where, '/eco reverse', { entry: seq, reason: 'paid the *wrong* one' });
  expect(asked.private).toBe(true);
  expect(asked.text).toContain(`🪙 40** will go back from <@${mika.id}> to <@${ada.id}>`);
  expect(asked.text).toContain('wrong');
  expect(await balanceOf(where.id, mika.id)).toBe(40);
  const done = await press(staff, where, button(asked, 'Reverse it'));
  expect(done.type).toBe(7);
  expect(done.text).toContain(`Entry #${seq} is reversed`);
  expect(controls(done)).toEqual([]);
  expect(await balanceOf(where.id, ada.id)).toBe(100);
  expect((await entries(where.id)).at(-1)).toMatchObject({
    kind: 'reverse', from_account: `u:${mika.id}`, to_account: `u:${ada.id}`, amount: 40, ref: `entry:${seq}`, note: 'paid the *wrong* one', actor: staff.id,
  });
  expect((await audits(where.id)).at(-1)).toMatchObject({ action: 'eco.reverse', target: `entry:${seq}`, reason: 'paid the *wrong* one', source: 'discord:button:treasury_reverse' });
});

test('cancelling changes nothing', async () => {
  const { where, staff, mika, seq } = await paid();
  const asked = await run(staff, where, '/eco reverse', { entry: seq, reason: 'x' });
  expect((await press(staff, where, button(asked, 'Cancel'))).text).toContain('Nothing was changed');
  expect(await balanceOf(where.id, mika.id)).toBe(40);
});

test('an entry is reversed once, whatever is pressed and by whoever', async () => {
  const { where, staff, ada, seq } = await paid();
  const asked = await Promise.all([run(staff, where, '/eco reverse', { entry: seq, reason: 'a' }), run(staff, where, '/eco reverse', { entry: seq, reason: 'b' })]);
  const answers = await Promise.all([0, 0, 1, 1].map((index) => press(staff, where, button(asked[index] ?? asked[0], 'Reverse it'))));
  expect(answers.filter(({ text }) => text.includes('is reversed'))).toHaveLength(1);
  expect(await balanceOf(where.id, ada.id)).toBe(100);
  expect((await run(staff, where, '/eco reverse', { entry: seq, reason: 'c' })).text).toContain('was reversed already');
});

test('the same delivery twice answers the same, question and confirmation', async () => {
  const { where, staff, ada, seq } = await paid();
  const ask = commandInteraction(staff, where, '/eco reverse', { entry: seq, reason: 'x' });
  const [asked, again] = [await deliver(ask), await deliver(ask)];
  expect(again.data).toEqual(asked.data);
  const confirm = envelope(staff, where, 3, { custom_id: button(asked, 'Reverse it'), component_type: 2 });
  const [first, second] = [await deliver(confirm), await deliver(confirm)];
  expect(second.data).toEqual(first.data);
  expect((await deliver(ask)).data).toEqual(asked.data);
  expect(await balanceOf(where.id, ada.id)).toBe(100);
});

test('only who asked may confirm, and not with a made-up or wrong id', async () => {
  const { where, staff, mika, seq } = await paid();
  const asked = await run(staff, where, '/eco reverse', { entry: seq, reason: 'x' });
  expect((await press(admin('other'), where, button(asked, 'Reverse it'))).text).toContain('belongs to somebody else');
  expect((await press(person('member'), where, button(asked, 'Reverse it'))).text).toContain('Only economists');
  const given = commandInteraction(staff, where, '/eco give', { user: mika, amount: 1, reason: 'x' }) as { id: string };
  await deliver(given);
  for (const id of ['treasury_reverse.1:123', `treasury_reverse.1:${given.id}`, 'treasury_reverse.1:100000000000000001', 'treasury_reverse.9:1']) {
    expect((await press(staff, where, id)).text).toContain('expired');
  }
  expect(await balanceOf(where.id, mika.id)).toBe(41);
});

test('a reversal, an opening balance, held coins and unknown entries are refused with a reason', async () => {
  const { where, staff, ada, seq } = await paid();
  await reverse(staff, where, seq);
  expect((await run(staff, where, '/eco reverse', { entry: seq + 1, reason: 'x' })).text).toContain('a reversal itself');
  expect((await run(staff, where, '/eco reverse', { entry: 999, reason: 'x' })).text).toContain('no entry #999');
  const opened = openHold({ id: 'h1', owner: `u:${ada.id}`, amount: 10, purpose: 'test', expiresAt: null });
  await guildStub(env, where.id).call('postAll', { ops: [{ key: 'j:test:hold', fingerprint: 'x', kind: 'hold', actor: 'system', ...opened }] });
  expect((await run(staff, where, '/eco reverse', { entry: seq + 2, reason: 'x' })).text).toContain('held coins');
  await run(staff, where, '/config currency', { start: 10 });
  await run(staff, where, '/eco give', { user: person('new'), amount: 5, reason: 'x' });
  const start = (await entries(where.id)).find(({ kind }) => kind === 'start');
  expect((await run(staff, where, '/eco reverse', { entry: start?.seq ?? 0, reason: 'x' })).text).toContain('Opening balances');
});

test('coins that are spent cannot be taken back', async () => {
  const { where, staff, ada, mika, seq } = await paid();
  const asked = await run(staff, where, '/eco reverse', { entry: seq, reason: 'early' });
  await run(mika, where, '/pay', { user: ada, amount: 15 });
  expect((await run(staff, where, '/eco reverse', { entry: seq, reason: 'x' })).text).toContain(`<@${mika.id}> has only 🪙 25 left of the 🪙 40`);
  expect((await press(staff, where, button(asked, 'Reverse it'))).text).toContain('has only 🪙 25 left');
  expect(await balanceOf(where.id, mika.id)).toBe(25);
});

test('what staff took goes back from the burned coins, past the highest balance', async () => {
  const [where, staff, ada] = [guild(), admin(), person('ada')];
  await run(staff, where, '/eco give', { user: ada, amount: 100, reason: 'gift' });
  await run(staff, where, '/eco take', { user: ada, amount: 60, reason: 'oops' });
  await run(staff, where, '/config currency', { cap: 50 });
  expect((await reverse(staff, where, 2)).text).toContain('is reversed');
  expect(await balanceOf(where.id, ada.id)).toBe(100);
});

test('a frozen member stays frozen for a reversal', async () => {
  const { where, staff, mika, seq } = await paid();
  await run(staff, where, '/eco freeze', { user: mika, reason: 'checking' });
  expect((await reverse(staff, where, seq)).text).toContain('frozen');
});

test('the entry is completed with the newest that can be reversed', async () => {
  const { where, staff, seq } = await paid();
  await reverse(staff, where, seq);
  const all = await complete(staff, where, '/eco reverse', 'entry', '');
  expect(all.map(({ value }) => value)).toEqual([2, 1]);
  expect(all[0]?.name).toContain('#2 · pay · 40');
  expect((await complete(staff, where, '/eco reverse', 'entry', '1')).map(({ value }) => value)).toEqual([1]);
  expect(await complete(person('member'), where, '/eco reverse', 'entry', '')).toEqual([]);
});

test('a question runs out after a quarter of an hour', async () => {
  const { where, staff, seq } = await paid();
  const asked = await run(staff, where, '/eco reverse', { entry: seq, reason: 'x' });
  const id = button(asked, 'Reverse it').split(':')[1] ?? '';
  // The row cannot be changed (op rows never are), so an older one is written beside it.
  const older = String(BigInt(id) + 1n);
  const db = await databaseOf(where.id);
  await db.prepare(`INSERT INTO op (guild, op_key, fingerprint, kind, outcome, entries, result, actor, at)
    SELECT guild, ?2, fingerprint, kind, outcome, entries, result, actor, at - 901000 FROM op WHERE guild = ?1 AND op_key = ?3`)
    .bind(where.id, `i:${older}`, `i:${id}`).run();
  expect((await press(staff, where, `treasury_reverse.1:${older}`)).text).toContain('expired');
});
