import { beforeAll, expect, test } from 'vitest';
import { admin, commandInteraction, controls, deliver, freshId, guild, person, press, run, type Guild } from '../harness/discord.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { withoutGuard } from '../harness/guards.ts';
import { audits } from '../harness/rows.ts';
import { makeItem } from '../harness/shop.ts';

beforeAll(migrate);

/** Changes a balance behind the ledger's back. */
async function tamper(where: Guild, user: string): Promise<void> {
  const db = await databaseOf(where.id);
  await withoutGuard(db, 'account_update', () =>
    db.prepare('UPDATE account SET balance = balance + 7 WHERE guild = ?1 AND account_id = ?2').bind(where.id, `u:${user}`).run());
}

test('a sound ledger, an empty one, and one member', async () => {
  const [where, staff, ada] = [guild(), admin(), person('ada')];
  expect((await run(staff, where, '/eco verify')).text).toContain('Everything adds up');
  await run(staff, where, '/eco give', { user: ada, amount: 10, reason: 'x' });
  await run(ada, where, '/daily');
  const whole = await run(staff, where, '/eco verify');
  expect(whole.private).toBe(true);
  expect(whole.text).toContain('Everything adds up: every entry');
  expect(whole.text).toContain('Entries checked\n2\n');
  expect(controls(whole)).toEqual([]);
  const one = await run(staff, where, '/eco verify', { user: ada });
  expect(one.text).toContain(`adds up for <@${ada.id}>`);
  expect((await run(staff, where, '/eco verify', { user: person('robot', { bot: true }) })).text).toContain('Bots have no wallet');
});

test('drift freezes the whole server, says what is wrong, and an admin can lift it', async () => {
  const [where, staff, ada, mika] = [guild(), admin(), person('ada'), person('mika')];
  const role = freshId();
  await run(staff, where, '/config roles', { level: 'moderator', role: { role } });
  await run(staff, where, '/eco give', { user: ada, amount: 10, reason: 'x' });
  await tamper(where, ada.id);
  const check = commandInteraction(person('mod', { roles: [role] }), where, '/eco verify');
  const drift = await deliver(check);
  expect(drift.text).toContain('does not add up');
  expect(drift.text).toContain(ada.id);
  expect(controls(drift)).toEqual([]);
  expect((await deliver(check)).data).toEqual(drift.data);
  expect((await run(mika, where, '/daily')).text).toContain('frozen');
  expect((await audits(where.id)).at(-1)).toMatchObject({ action: 'ledger.freeze', target: 'guild', source: 'discord:/eco verify' });
  const again = await run(staff, where, '/eco verify');
  const lift = controls(again)[0]?.id ?? '';
  expect((await press(person('mod', { roles: [role] }), where, lift)).text).toContain('Only admins');
  expect((await press(staff, where, lift)).text).toContain('can move coins again');
  expect((await press(staff, where, lift)).text).toContain('not frozen');
  expect((await run(mika, where, '/daily')).text).toContain('You received');
  expect((await audits(where.id)).at(-1)).toMatchObject({ action: 'ledger.unfreeze' });
});

test('drift of one member is found by checking that member', async () => {
  const [where, staff, ada] = [guild(), admin(), person('ada')];
  await run(staff, where, '/eco give', { user: ada, amount: 10, reason: 'x' });
  await tamper(where, ada.id);
  expect((await run(staff, where, '/eco verify', { user: person('mika') })).text).toContain('adds up');
  expect((await run(staff, where, '/eco verify', { user: ada })).text).toContain('does not add up');
  const sound = await run(staff, where, '/eco verify', { user: person('mika') });
  expect(sound.text).toContain('still stopped');
  expect(controls(sound).map(({ label }) => label)).toEqual(['Let it move again']);
});

test('copies that are not what the ledger says, and a guard of the shop that is gone, are drift too', async () => {
  const [where, staff, ada] = [guild(), admin(), person('ada')];
  await run(staff, where, '/eco give', { user: ada, amount: 10, reason: 'x' });
  const id = await makeItem(staff, where, { price: 1 });
  await run(ada, where, '/buy', { item: String(id), quantity: 3 });
  const db = await databaseOf(where.id);
  await withoutGuard(db, 'lot_update', async () => {
    expect((await run(staff, where, '/eco verify')).text).toContain('the guard lot\\_update is gone or altered');
    await db.prepare('UPDATE lot SET unused = 2 WHERE guild = ?1').bind(where.id).run();
  });
  expect((await run(staff, where, '/eco verify')).text).toContain(`the lots of item:${id} hold 2, the balance is 3`);
});
