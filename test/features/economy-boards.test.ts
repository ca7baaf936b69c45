import { beforeAll, describe, expect, test, vi } from 'vitest';
import { boardPages } from '../../src/features/economy/components/board.ts';
import { periodKey } from '../../src/features/economy/boards/period.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { controls, guild, person, press, run, type Answer, type Guild } from '../harness/discord.ts';
import { configure, NO_RATE, rewind } from '../harness/configure.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { withoutGuard } from '../harness/guards.ts';
import { rowsOf } from '../harness/meter.ts';

beforeAll(migrate);

/** Ids that sort as they are counted. */
const memberId = (index: number): string => String(100_000_000_000_000_000n + BigInt(index));
const shown = (answer: Answer): number[] => [...answer.text.matchAll(/<@(\d{15,20})>/g)].map(([, id]) => Number(BigInt(id ?? 0) - 100_000_000_000_000_000n));
const places = (answer: Answer): number[] => [...answer.text.matchAll(/\*\*([\d,]+)\.\*\*/g)].map(([, place]) => Number(place?.replace(',', '')));
const button = (answer: Answer, label: string): string => controls(answer).find((control) => control.label === label)?.id ?? '';

/**
 * A server of `members` accounts, made past the ledger's guard for this test alone: entries would take minutes.
 * `balance` is SQL over `n`, which counts from 0.
 */
async function crowd(members: number, balance: string): Promise<Guild> {
  const where = guild();
  await run(person('setup'), where, '/balance');
  const db = await databaseOf(where.id);
  await withoutGuard(db, 'account_insert', () => db.prepare(`WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < ?2)
    INSERT INTO account SELECT ?1, 'u:' || (100000000000000000 + n), 'coin', ${balance}, ${balance}, 0, 1 FROM counted`).bind(where.id, members).run());
  return where;
}

describe('the board of balances', () => {
  test('pages over equal balances without a gap or a double, there and back', async () => {
    const where = await crowd(35, '50');
    const mika = person('mika');
    const first = await run(mika, where, '/leaderboard');
    expect(first.private).toBe(false);
    expect(shown(first)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(controls(first).map(({ label, disabled }) => [label, disabled])).toEqual([['First', true], ['Previous', true], ['Next', false], ['My place', false]]);
    const second = await press(mika, where, button(first, 'Next'));
    const third = await press(mika, where, button(second, 'Next'));
    const last = await press(mika, where, button(third, 'Next'));
    expect([...shown(second), ...shown(third), ...shown(last)]).toEqual(Array.from({ length: 25 }, (_, index) => index + 10));
    expect(places(last)).toEqual([31, 32, 33, 34, 35]);
    expect(controls(last).find(({ label }) => label === 'Next')?.disabled).toBe(true);
    const back = await press(mika, where, button(last, 'Previous'));
    expect([shown(back), places(back)]).toEqual([shown(third), places(third)]);
    expect(shown(await press(mika, where, button(back, 'First')))).toEqual(shown(first));
    expect(shown(await run(mika, where, '/leaderboard', { page: 4 }))).toEqual(shown(last));
    expect((await run(mika, where, '/leaderboard', { page: 5 })).text).toContain('There is no such page');
  });

  test('others get a copy of their own, and their own place', async () => {
    const where = await crowd(35, '100 - n');
    const [mika, deep] = [person('mika'), person('deep', { id: memberId(20), locale: 'de' })];
    const first = await run(mika, where, '/leaderboard');
    const copy = await press(deep, where, button(first, 'My place'), [], mika);
    expect(copy).toMatchObject({ type: 4, private: true });
    expect(copy.text).toContain('Rangliste · Guthaben');
    expect(shown(copy)).toContain(20);
    expect(places(copy)[shown(copy).indexOf(20)]).toBe(21);
    expect((await press(mika, where, button(first, 'My place'))).text).toContain('not on this board');
    expect((await press(mika, where, `${button(first, 'Next')}x`)).text).toContain('expired');
  });

  test('leaves out members and roles', async () => {
    const where = await crowd(12, '100 - n');
    const staff = person('staff', { id: memberId(3), roles: ['300000000000000001'] });
    await configure(where, { exclude: { balance: { users: [memberId(0), memberId(5)], roles: ['300000000000000001'] } } });
    await run(staff, where, '/balance');
    await vi.waitFor(async () => expect(shown(await run(person('mika'), where, '/leaderboard'))).toEqual([1, 2, 4, 6, 7, 8, 9, 10, 11]));
    expect((await press(staff, where, button(await run(staff, where, '/leaderboard'), 'My place'))).text).toContain('not on this board');
    expect((await run(person('mika'), where, '/profile', { user: staff })).text).toContain('–');
  });

  test('is empty on a new server', async () => {
    expect((await run(person('mika'), guild(), '/leaderboard')).text).toContain('Nobody is on this board yet');
  });

  test('of 100,000 members reads at most 50 rows a page, and says "about" where a snapshot answers', async () => {
    const where = await crowd(100_000, '1 + (99999 - n) / 100');
    const [mika, deep] = [person('mika'), person('deep', { id: memberId(70_004) })];
    await run(mika, where, '/leaderboard');
    let page: Answer | undefined;
    const reading = async (work: () => Promise<Answer>): Promise<number> => (await rowsOf(async () => (page = await work()))).read;
    expect(await reading(() => run(mika, where, '/leaderboard'))).toBeLessThanOrEqual(50);
    for (const label of ['Next', 'Next', 'Previous']) {
      const id = button(page as unknown as Answer, label);
      expect(await reading(() => press(mika, where, id))).toBeLessThanOrEqual(50);
    }
    expect(await reading(() => run(mika, where, '/leaderboard', { page: 4 }))).toBeLessThanOrEqual(50);
    expect((await run(mika, where, '/leaderboard', { page: 5_000 })).text).toContain('has not been counted yet');
    await vi.waitFor(async () => {
      const db = await databaseOf(where.id);
      expect(await db.prepare('SELECT members FROM board_snapshot WHERE guild = ?1').bind(where.id).first('members')).toBe(100_000);
    }, { timeout: 60_000, interval: 250 });
    const counted = await run(mika, where, '/leaderboard', { page: 5_000 });
    expect(shown(counted)[0]).toBe(49_990);
    expect(counted.text).toMatch(/49,991\.[^]*Places are about right/);
    expect(await reading(() => run(mika, where, '/leaderboard', { page: 7_001 }))).toBeLessThanOrEqual(50);
    const turned = await press(mika, where, button(counted, 'Next'));
    expect([shown(turned)[0], places(turned)[0]]).toEqual([50_000, 50_001]);
    expect(turned.text).toContain('about right');
    const mine = await press(deep, where, button(counted, 'My place'));
    expect(places(mine)[shown(mine).indexOf(70_004)]).toBe(70_005);
    expect((await run(deep, where, '/profile')).text).toContain('about #70,005');
  }, 60_000);
});

describe('the boards of streaks and earnings', () => {
  test('streaks rank, and those that ended say so', async () => {
    const [where, mika, ada] = [guild(), person('mika'), person('ada')];
    await run(mika, where, '/daily');
    await rewind(where, mika.id, 'daily', { by: 30 * 3_600_000 });
    await run(mika, where, '/daily');
    await rewind(where, mika.id, 'daily', { by: 3 * DAY_MS });
    await run(ada, where, '/daily');
    const board = await run(ada, where, '/leaderboard', { board: 'streak' });
    expect(board.text).toMatch(new RegExp(`<@${mika.id}> · 2 days, ended\\n[^]*<@${ada.id}> · 1 day`));
  });

  test('earnings count rewards and work, not payments, up to the moment that is shown', async () => {
    const [where, mika, ada] = [guild(), person('mika'), person('ada')];
    await configure(where, { limits: NO_RATE, earning: { work: { min: 30, max: 30 } } });
    await run(mika, where, '/daily');
    await run(mika, where, '/work');
    await run(mika, where, '/pay', { user: ada, amount: 50 });
    for (const period of ['day', 'week', 'month', 'all']) {
      const board = await run(ada, where, '/leaderboard', { board: 'earned', period });
      expect(board.text).toMatch(new RegExp(`<@${mika.id}> · 🪙 130[^]*Summed up <t:`));
      expect(board.text).not.toContain(`<@${ada.id}>`);
    }
    await run(ada, where, '/daily');
    expect((await run(ada, where, '/leaderboard', { period: 'day' })).text).not.toContain(`<@${ada.id}>`);
    const db = await databaseOf(where.id);
    await db.prepare('UPDATE period_rollup SET at = at - 120000 WHERE guild = ?1').bind(where.id).run();
    await Promise.all(Array.from({ length: 5 }, () => run(ada, where, '/leaderboard', { period: 'day' })));
    const rolled = await run(ada, where, '/leaderboard', { period: 'day' });
    expect(rolled.text).toMatch(new RegExp(`🪙 130[^]*<@${ada.id}> · 🪙 100`));
    expect((await run(ada, where, '/leaderboard', { board: 'streak', period: 'day' })).text).toContain('Only the board of earnings');
  });

  test('periods are named by the date', () => {
    expect(periodKey('day', '2026-11-22')).toBe('d2026-11-22');
    expect(periodKey('week', '2026-11-22')).toBe('w2026-11-16');
    expect(periodKey('week', '2026-11-23')).toBe('w2026-11-23');
    expect(periodKey('month', '2026-11-22')).toBe('m2026-11');
  });

  test('the longest state of a button fits', () => {
    const state = { move: 'previous', board: 'balance', period: 'month', value: Number.MAX_SAFE_INTEGER, user: '9'.repeat(20), place: 9_999_999, about: 9_999_999_999 } as const;
    expect(boardPages.id(state).length).toBeLessThanOrEqual(100);
  });
});
