import { beforeAll, describe, expect, test } from 'vitest';
import { registrationPayload } from '../../src/app/registry.ts';
import { BALANCE_AUDIT } from '../../src/features/treasury/audit.ts';
import { admin, commandInteraction, deliver, guild, person, run, type OptionValue } from '../harness/discord.ts';
import { env, migrate } from '../harness/env.ts';
import { audits, balanceOf, entries } from '../harness/rows.ts';

beforeAll(migrate);

describe('/eco give, take and set', () => {
  test('give mints, is public, and leaves entry, note and audit row', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    const given = await run(staff, where, '/eco give', { user: ada, amount: 250, reason: 'won *the* quiz' });
    expect(given.private).toBe(false);
    expect(given.text).toContain(`<@${ada.id}> received **🪙 250**`);
    expect(given.text).toContain('won \\*the\\* quiz');
    expect(given.text).toContain('🪙 0 → 🪙 250');
    const [entry] = await entries(where.id);
    expect(entry).toMatchObject({ kind: 'admin_give', from_account: '@mint', to_account: `u:${ada.id}`, amount: 250, actor: staff.id, note: 'won *the* quiz' });
    expect(await audits(where.id)).toMatchObject([
      { actor: staff.id, action: 'eco.give', target: `u:${ada.id}`, before: '{"balance":0}', after: '{"balance":250}', reason: 'won *the* quiz', source: 'discord:/eco give' },
    ]);
  });

  test('silent answers the staff member alone, in their language', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    staff.locale = 'de';
    const given = await run(staff, where, '/eco give', { user: ada, amount: 5, reason: 'still', silent: true });
    expect(given.private).toBe(true);
    expect(given.text).toContain('vom Team bekommen');
    expect((await run(staff, where, '/eco give', { user: ada, amount: 5, reason: 'laut' })).text).toContain('from the staff');
  });

  test('take burns and never goes below zero', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    await run(staff, where, '/eco give', { user: ada, amount: 100, reason: 'gift' });
    const taken = await run(staff, where, '/eco take', { user: ada, amount: 30, reason: 'fine' });
    expect(taken.text).toContain('🪙 100 → 🪙 70');
    const refused = await run(staff, where, '/eco take', { user: ada, amount: 71, reason: 'fine' });
    expect(refused.text).toContain('not enough: there are 🪙 70');
    expect(await balanceOf(where.id, ada.id)).toBe(70);
    expect((await entries(where.id)).at(-1)).toMatchObject({ kind: 'admin_take', to_account: '@burn' });
    expect((await audits(where.id)).map(({ action, after }) => [action, after])).toEqual([['eco.give', '{"balance":100}'], ['eco.take', '{"balance":70}']]);
  });

  test('set reaches a balance from below and from above, and says when it is there already', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    expect((await run(staff, where, '/eco set', { user: ada, amount: 50, reason: 'a' })).text).toContain('🪙 0 → 🪙 50');
    expect((await run(staff, where, '/eco set', { user: ada, amount: 20, reason: 'b' })).text).toContain('🪙 50 → 🪙 20');
    expect((await run(staff, where, '/eco set', { user: ada, amount: 20, reason: 'c' })).text).toContain('has exactly 🪙 20 already');
    expect((await run(staff, where, '/eco set', { user: ada, amount: 0, reason: 'd' })).text).toContain('🪙 20 → 🪙 0');
    expect((await entries(where.id)).map(({ amount }) => amount)).toEqual([50, 30, 20]);
    expect(await audits(where.id)).toHaveLength(3);
  });

  test('the same interaction twice has one effect and equal answers', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    for (const [path, amount] of [['/eco give', 40], ['/eco take', 10], ['/eco set', 7], ['/eco set', 7], ['/eco take', 8]] as const) {
      const interaction = commandInteraction(staff, where, path, { user: ada, amount, reason: 'twice' });
      const [first, second] = [await deliver(interaction), await deliver(interaction)];
      expect(second.data).toEqual(first.data);
    }
    expect(await balanceOf(where.id, ada.id)).toBe(7);
    expect(await audits(where.id)).toHaveLength(3);
  });

  test('several staff at once: every audit row has the balances of its own entry', async () => {
    const [where, ada] = [guild(), person('ada')];
    await Promise.all(Array.from({ length: 12 }, (_, index) => run(admin(), where, '/eco give', { user: ada, amount: 1 + index, reason: `gift ${index}` })));
    const rows = await audits(where.id);
    expect(rows).toHaveLength(12);
    for (const row of rows) {
      const gained = JSON.parse(row.after ?? '').balance - JSON.parse(row.before ?? '').balance;
      expect(row.reason).toBe(`gift ${gained - 1}`);
    }
  });

  test('bots, people who left, and amounts out of range are refused', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    const robot = person('robot', { bot: true });
    for (const path of ['/eco give', '/eco take', '/eco set', '/eco freeze']) {
      const options: Record<string, OptionValue> = path === '/eco freeze' ? { user: robot } : { user: robot, amount: 5, reason: 'x' };
      expect((await run(staff, where, path, options)).text).toContain('Bots have no wallet');
    }
    const gone: any = commandInteraction(staff, where, '/eco give', { user: ada, amount: 5, reason: 'x' });
    gone.data.resolved.members = {};
    expect((await deliver(gone)).text).toContain('not a member');
    for (const amount of [0, -5, 1.5, 2 ** 53]) {
      expect((await run(staff, where, '/eco give', { user: ada, amount, reason: 'x' })).private).toBe(true);
    }
    expect((await run(staff, where, '/eco set', { user: ada, amount: -1, reason: 'x' })).text).toContain('between 0');
    expect((await run(staff, where, '/eco give', { user: ada, amount: 5, reason: ' ' })).text).toContain('too short');
    expect((await run(staff, where, '/eco give', { user: ada, amount: 5, reason: 'x'.repeat(201) })).text).toContain('at most 200');
    expect(await entries(where.id)).toEqual([]);
  });

  test('who left can still be taken from', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    await run(staff, where, '/eco give', { user: ada, amount: 9, reason: 'gift' });
    const gone: any = commandInteraction(staff, where, '/eco take', { user: ada, amount: 9, reason: 'left' });
    gone.data.resolved.members = {};
    expect((await deliver(gone)).text).toContain('🪙 9 → 🪙 0');
  });

  test('the highest balance holds for staff too', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    await run(staff, where, '/config currency', { cap: 100 });
    expect((await run(staff, where, '/eco give', { user: ada, amount: 101, reason: 'x' })).text).toContain('highest balance');
    expect((await run(staff, where, '/eco set', { user: ada, amount: 101, reason: 'x' })).text).toContain('highest balance');
    expect((await run(staff, where, '/eco give', { user: ada, amount: 100, reason: 'x' })).text).toContain('received');
  });
});

describe('/eco freeze', () => {
  test('stops what goes in and out, shows the reason, and can be lifted', async () => {
    const [where, staff, ada, mika] = [guild(), admin(), person('ada'), person('mika')];
    await run(staff, where, '/eco give', { user: ada, amount: 50, reason: 'gift' });
    await run(staff, where, '/eco give', { user: mika, amount: 50, reason: 'gift' });
    const frozen = await run(staff, where, '/eco freeze', { user: ada, reason: 'odd trades' });
    expect(frozen.private).toBe(true);
    expect(frozen.text).toContain('odd trades');
    expect((await run(ada, where, '/pay', { user: mika, amount: 5 })).text).toContain('frozen. odd trades');
    expect((await run(mika, where, '/pay', { user: ada, amount: 5 })).text).toContain('frozen');
    expect((await run(staff, where, '/eco give', { user: ada, amount: 5, reason: 'x' })).text).toContain('frozen');
    expect((await run(ada, where, '/daily')).text).toContain('frozen');
    expect((await run(staff, where, '/eco freeze', { user: ada, reason: 'odd trades' })).text).toContain('frozen already');
    expect((await run(staff, where, '/eco freeze', { user: ada, reason: 'alt' })).text).toContain('new reason');
    expect((await run(staff, where, '/eco freeze', { user: ada, off: true })).text).toContain('no longer frozen');
    expect((await run(staff, where, '/eco freeze', { user: ada, off: true })).text).toContain('is not frozen');
    expect((await run(ada, where, '/pay', { user: mika, amount: 5 })).text).toContain('paid');
    expect((await audits(where.id)).filter(({ action }) => action.includes('freeze')).map(({ action, before, after }) => [action, before, after])).toEqual([
      ['eco.freeze', '{"frozen":null}', '{"frozen":"odd trades"}'],
      ['eco.freeze', '{"frozen":"odd trades"}', '{"frozen":"alt"}'],
      ['eco.unfreeze', '{"frozen":"alt"}', '{"frozen":null}'],
    ]);
  });

  test('delivered twice it answers the same and is written once', async () => {
    const [where, staff, ada] = [guild(), admin(), person('ada')];
    for (const options of [{ user: ada, reason: 'why' }, { user: ada, off: true }] as Record<string, OptionValue>[]) {
      const interaction = commandInteraction(staff, where, '/eco freeze', options);
      const [first, second] = [await deliver(interaction), await deliver(interaction)];
      expect(second.data).toEqual(first.data);
    }
    expect(await audits(where.id)).toHaveLength(2);
  });
});

describe('/eco pause', () => {
  test('stops a part for the members, keeps the reason, and lets it run again', async () => {
    const [where, staff, ada, mika] = [guild(), admin(), person('ada'), person('mika')];
    await run(staff, where, '/eco give', { user: ada, amount: 50, reason: 'gift' });
    const paused = await run(staff, where, '/eco pause', { feature: 'transfers', reason: 'maintenance' });
    expect(paused.text).toContain('Transfers is paused');
    expect((await run(ada, where, '/pay', { user: mika, amount: 5 })).text).toContain('paused by the staff. maintenance');
    expect((await run(ada, where, '/daily')).text).toContain('You received');
    expect((await run(staff, where, '/eco pause', { feature: 'transfers', reason: 'maintenance' })).text).toContain('paused already');
    expect((await run(staff, where, '/eco pause', { feature: 'earning' })).text).toContain('Earning is paused');
    expect((await run(mika, where, '/daily')).text).toContain('paused by the staff');
    expect((await run(staff, where, '/eco pause', { feature: 'transfers', off: true })).text).toContain('runs again');
    expect((await run(staff, where, '/eco pause', { feature: 'transfers', off: true })).text).toContain('not paused');
    expect((await run(ada, where, '/pay', { user: mika, amount: 5 })).text).toContain('paid');
    expect((await audits(where.id)).map(({ action, target }) => [action, target])).toEqual([
      ['eco.give', `u:${ada.id}`], ['eco.pause', 'feature:transfers'], ['eco.pause', 'feature:earning'], ['eco.resume', 'feature:transfers'],
    ]);
  });

  test('delivered twice it answers the same', async () => {
    const [where, staff] = [guild(), admin()];
    const interaction = commandInteraction(staff, where, '/eco pause', { feature: 'games', reason: 'why' });
    const [first, second] = [await deliver(interaction), await deliver(interaction)];
    expect(second.data).toEqual(first.data);
    expect(await audits(where.id)).toHaveLength(1);
  });
});

test('the audit row finds its entry by index, however long the ledger is', async () => {
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${BALANCE_AUDIT.sql}`).bind('1', '[]').all<{ detail: string }>();
  expect(results.map(({ detail }) => detail)).toContain('SEARCH entry USING INDEX entry_kind (guild=? AND kind=? AND seq>?)');
});

test('every command and option has English and German texts', () => {
  const names = registrationPayload().map(({ name }) => name);
  expect(names).toContain('eco');
  expect(names).toContain('config');
});
