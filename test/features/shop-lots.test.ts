import { array, assert, asyncProperty, constantFrom, double, nat, record } from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { d1Database } from '../../src/db/database.ts';
import { guildStub } from '../../src/guild/stub.ts';
import type { Operation } from '../../src/ledger/operation.ts';
import { verifyGuild } from '../../src/ledger/verify.ts';
import { admin, guild, person, run, type Guild } from '../harness/discord.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { fund, lotsOf, makeItem, strayLots } from '../harness/shop.ts';

beforeAll(migrate);

const MEMBERS = ['u:900000000000000001', 'u:900000000000000002', 'u:900000000000000003'];
let made = 0;

function operation(movement: NonNullable<Operation['movements']>[number]): Operation {
  made += 1;
  return { key: `j:lots:${made}`, fingerprint: 'lots', kind: 'test', actor: 'system', movements: [movement] };
}

const step = record({ way: constantFrom('get', 'buy', 'oldest', 'named', 'gift', 'gift-named'), who: nat(2), other: nat(2), share: double({ min: 0, max: 1, noNaN: true }), pick: nat(100) });

test('whatever is bought, given, used and taken back, lots add up to what members hold', async () => {
  const where = guild();
  await configure(where, { limits: NO_RATE });
  const [stub, db] = [guildStub(env, where.id), await databaseOf(where.id)];
  const asset = 'item:1';
  let refused = 0;
  await assert(asyncProperty(array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
    for (const { way, who, other, share, pick } of steps) {
      const owner = MEMBERS[who] ?? '';
      const lots = (await lotsOf(where)).filter((lot) => lot.owner === owner);
      const held = lots.reduce((sum, { unused }) => sum + unused, 0);
      const lot = lots[pick % Math.max(1, lots.length)];
      // One past what is there now and then: that must be refused and change nothing.
      const part = (of: number): number => Math.max(1, Math.round(share * (of + 1)));
      const to = way.startsWith('gift') ? (MEMBERS[other] ?? '') : '@burn';
      const ref = way.endsWith('named') ? { ref: `lot:${lot?.seq ?? 7}` } : {};
      const movement = way === 'get' || way === 'buy'
        ? { kind: way === 'buy' ? 'shop_purchase' : 'x', asset, from: '@mint', to: owner, amount: part(5) }
        : { kind: 'x', asset, from: owner, to, amount: part(way.endsWith('named') ? (lot?.unused ?? 0) : held), ...ref };
      const { outcomes } = await stub.call('postAll', { ops: [operation(movement)] });
      if (outcomes[0]?.status !== 'done') refused += 1;
    }
    expect(await strayLots(where)).toEqual([]);
    expect((await lotsOf(where)).every(({ unused, amount }) => unused > 0 && unused <= amount)).toBe(true);
  }), { numRuns: 25 });
  expect(refused).toBeGreaterThan(0);
  expect(await verifyGuild(d1Database(db), where.id)).toMatchObject({ ok: true });
});

/** A member with three lots: 2 of 3, 4 and 5 copies, the last one to expire. */
async function victim(): Promise<{ where: Guild; owner: string; id: number }> {
  const [where, boss, mika] = [guild(), admin(), person('mika')];
  await configure(where, { limits: NO_RATE });
  await fund(boss, where, 1_000, mika);
  const id = await makeItem(boss, where, { price: 1, days: 30, action: { type: 'coins', amount: 1 } });
  for (const quantity of [3, 4, 5]) await run(mika, where, '/buy', { item: String(id), quantity });
  expect((await run(mika, where, '/inventory use', { item: String(id) })).text).toContain('You used');
  return { where, owner: `u:${mika.id}`, id };
}

test('no statement changes a lot past the entries: every attack is refused by name and changes nothing', async () => {
  const { where, owner } = await victim();
  const db = await databaseOf(where.id);
  const before = JSON.stringify(await lotsOf(where));
  const mine = `guild = '${where.id}'`;
  const newest = `(SELECT MAX(seq) FROM entry WHERE ${mine})`;
  const attacks: [string, string][] = [
    [`UPDATE lot SET unused = unused + 1 WHERE ${mine}`, 'shop:lot_unexplained'],
    [`UPDATE lot SET unused = unused - 1 WHERE ${mine}`, 'shop:lot_unexplained'],
    [`UPDATE lot SET unused = unused - 1, last_seq = ${newest} WHERE ${mine}`, 'shop:lot_unexplained'],
    [`UPDATE lot SET expires_at = NULL WHERE ${mine}`, 'shop:lot_identity'],
    [`UPDATE lot SET bought = 0 WHERE ${mine}`, 'shop:lot_identity'],
    [`UPDATE lot SET price = 1000 WHERE ${mine}`, 'shop:lot_identity'],
    [`UPDATE lot SET owner = 'u:1' WHERE ${mine}`, 'shop:lot_identity'],
    [`DELETE FROM lot WHERE ${mine}`, 'shop:lot_immutable'],
    [`INSERT OR REPLACE INTO lot SELECT guild, owner, asset, seq, amount, amount, price, bought, NULL, at, last_seq FROM lot WHERE ${mine}`, 'shop:lot_exists'],
    [`INSERT INTO lot VALUES ('${where.id}', '${owner}', 'item:1', 1, 5, 5, 0, 1, NULL, 1, 1)`, 'shop:lot_forged'],
    [`INSERT INTO lot SELECT guild, 'u:1', asset, seq, amount, amount, price, bought, NULL, at, seq FROM lot WHERE ${mine}`, 'shop:lot_forged'],
    [`UPDATE shop_item SET price = 1 WHERE ${mine}`, 'shop:version'],
    [`DELETE FROM shop_item WHERE ${mine}`, 'shop:immutable'],
    [`UPDATE shop_item SET price = -5, version = version + 1 WHERE ${mine}`, 'shop:range'],
    [`INSERT INTO shop_fence VALUES ('${where.id}')`, 'shop:changed'],
  ];
  for (const ignored of ['OFF', 'ON']) {
    await db.prepare(`PRAGMA ignore_check_constraints = ${ignored}`).run();
    for (const [sql, guard] of attacks) {
      expect.soft(await db.prepare(sql).run().then(() => 'done', String), sql).toContain(guard);
    }
  }
  await db.prepare('PRAGMA ignore_check_constraints = OFF').run();
  expect(JSON.stringify(await lotsOf(where))).toBe(before);
  expect(await strayLots(where)).toEqual([]);
});

test('a member\'s lots, purchases that are due and the shelf are read by index', async () => {
  const plan = async (sql: string): Promise<string> => {
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>();
    return results.map(({ detail }) => detail).join(' | ');
  };
  const { DUE_LOTS_SQL } = await import('../../src/features/shop/expiry.ts');
  expect(await plan(DUE_LOTS_SQL.replace('?1', '5').replace('?2', '9'))).toContain('USING INDEX lot_due');
  expect(await plan("SELECT * FROM lot WHERE guild = '1' AND owner = 'u:1' AND asset = 'item:1' ORDER BY seq LIMIT 9")).toMatch(/SEARCH lot USING PRIMARY KEY \(guild=\? AND owner=\? AND asset=\?\)$/);
  expect(await plan("SELECT * FROM shop_item WHERE guild = '1' AND active = 1 ORDER BY position, item_id LIMIT 200")).toMatch(/USING INDEX shop_item_shelf \(guild=\?\)$/);
});
