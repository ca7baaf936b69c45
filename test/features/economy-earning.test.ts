import { evictDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { dailyDue, drawBetween, nextStreak } from '../../src/features/economy/schedule.ts';
import { DAY_MS, HOUR_MS } from '../../src/kernel/clock.ts';
import { settingsSchema } from '../../src/kernel/settings.ts';
import { commandInteraction, deliver, guild, person, run } from '../harness/discord.ts';
import { configure, NO_RATE, rewind } from '../harness/configure.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';
import { rowsOf } from '../harness/meter.ts';
import { balanceOf, entries } from '../harness/rows.ts';

beforeAll(migrate);

const fixed = (amount: number): { min: number; max: number } => ({ min: amount, max: amount });

describe('/daily', () => {
  test('pays once a period and says when the next one is', async () => {
    const [where, mika] = [guild(), person('mika')];
    const daily = await run(mika, where, '/daily');
    expect(daily.private).toBe(true);
    expect(daily.text).toMatch(/You received \*\*🪙 100\*\*[^]*1 day\n[^]*<t:\d+:R>/);
    expect((await run(mika, where, '/daily')).text).toMatch(/had your daily reward.*<t:\d+:R>/);
    expect(await balanceOf(where.id, mika.id)).toBe(100);
  });

  test('goes on with the streak within 48 hours, with its bonus, and breaks it later', async () => {
    const [where, mika] = [guild(), person('mika')];
    await run(mika, where, '/daily');
    await rewind(where, mika.id, 'daily', { by: 47 * HOUR_MS });
    const second = await run(mika, where, '/daily');
    expect(second.text).toMatch(/🪙 105[^]*🪙 5 of it is for your streak[^]*2 days/);
    await rewind(where, mika.id, 'daily', { by: 49 * HOUR_MS });
    const third = await run(mika, where, '/daily');
    expect(third.text).toMatch(/🪙 100[^]*1 day\n/);
    expect(third.text).not.toContain('for your streak');
  });

  test('without a streak bonus every day pays the same', async () => {
    const [where, mika] = [guild(), person('mika')];
    await configure(where, { earning: { streakBonus: 0 } });
    await run(mika, where, '/daily');
    await rewind(where, mika.id, 'daily', { by: 25 * HOUR_MS });
    expect((await run(mika, where, '/daily')).text).toMatch(/🪙 100\*\*[^]*2 days/);
  });

  test('fifty at once pay once', async () => {
    const [where, mika] = [guild(), person('mika')];
    await configure(where, { limits: NO_RATE });
    const answers = await Promise.all(Array.from({ length: 50 }, () => run(mika, where, '/daily')));
    expect(answers.filter(({ text }) => text.includes('You received'))).toHaveLength(1);
    expect(await entries(where.id)).toHaveLength(1);
    expect(await balanceOf(where.id, mika.id)).toBe(100);
  });

  test('one interaction twenty times has one effect and twenty equal answers, also after eviction', async () => {
    const [where, mika] = [guild(), person('mika')];
    const interaction = commandInteraction(mika, where, '/daily');
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(interaction)));
    await evictDurableObject(env.GUILD.get(env.GUILD.idFromName(where.id)));
    answers.push(await deliver(interaction));
    expect([...new Set(answers.map(({ text }) => text))]).toHaveLength(1);
    expect(answers[0]?.text).toContain('You received');
    expect(await entries(where.id)).toHaveLength(1);
  });

  test('counts a day of nothing for the streak where the server pays nothing', async () => {
    const [where, mika] = [guild(), person('mika')];
    await configure(where, { earning: { daily: fixed(0), streakBonus: 0 } });
    expect((await run(mika, where, '/daily')).text).toMatch(/pays nothing[^]*1 day/);
    expect((await run(mika, where, '/daily')).text).toContain('next one is ready');
    expect(await entries(where.id)).toHaveLength(0);
  });

  test('is cut to what the daily ceiling leaves, and then refused until the day ends', async () => {
    const [where, mika] = [guild(), person('mika')];
    await configure(where, { earning: { work: { ...fixed(80), cooldown: 1 } }, limits: { ...NO_RATE, dailyCap: 150 } });
    expect((await run(mika, where, '/daily')).text).toContain('🪙 100');
    expect((await run(mika, where, '/work')).text).toContain('🪙 50');
    await rewind(where, mika.id, 'work', { by: HOUR_MS });
    expect((await run(mika, where, '/work')).text).toMatch(/all that one day allows.*🪙 150.*<t:\d+:R>/);
    await (await databaseOf(where.id)).prepare('UPDATE earned_day SET day = day - ?2 WHERE guild = ?1').bind(where.id, DAY_MS).run();
    // The object remembers what plans were built on; a new day would have a name of its own.
    await evictDurableObject(env.GUILD.get(env.GUILD.idFromName(where.id)));
    expect((await run(mika, where, '/work')).text).toContain('🪙 80');
    expect(await balanceOf(where.id, mika.id)).toBe(230);
  });

  test('the daily ceiling holds against twenty at once', async () => {
    const [where, mika] = [guild(), person('mika')];
    await configure(where, { earning: { work: fixed(80), daily: fixed(80), streakBonus: 0 }, limits: { ...NO_RATE, dailyCap: 100 } });
    await Promise.all(Array.from({ length: 20 }, (_, index) => run(mika, where, index % 2 ? '/daily' : '/work')));
    expect(await balanceOf(where.id, mika.id)).toBe(100);
  });

  test('writes at most ten rows from the second one on', async () => {
    const [where, mika, ada] = [guild(), person('mika'), person('ada')];
    await run(mika, where, '/daily');
    await run(ada, where, '/daily');
    await rewind(where, mika.id, 'daily', { by: 25 * HOUR_MS });
    expect((await rowsOf(() => run(mika, where, '/daily'))).written).toBeLessThanOrEqual(10);
    expect((await rowsOf(() => run(mika, where, '/pay', { user: ada, amount: 5 }))).written).toBeLessThanOrEqual(10);
  });
});

describe('the zone of the server', () => {
  const berlin = settingsSchema.parse({ earning: { daily: { reset: 'midnight' } }, locale: { timezone: 'Europe/Berlin' } });

  test('a day ends at the zone\'s midnight, also where it has 23 or 25 hours', () => {
    expect(dailyDue(Date.parse('2026-03-29T00:30:00+01:00'), berlin)).toBe(Date.parse('2026-03-30T00:00:00+02:00'));
    expect(dailyDue(Date.parse('2026-10-25T00:30:00+02:00'), berlin)).toBe(Date.parse('2026-10-26T00:00:00+01:00'));
    expect(dailyDue(Date.parse('2026-06-01T23:59:59+02:00'), berlin)).toBe(Date.parse('2026-06-02T00:00:00+02:00'));
  });

  test('the streak lives until the second midnight', () => {
    const last = { at: Date.parse('2026-10-24T12:00:00+02:00'), streak: 4 };
    expect(nextStreak(last, Date.parse('2026-10-25T23:59:00+01:00'), berlin)).toBe(5);
    expect(nextStreak(last, Date.parse('2026-10-26T00:00:00+01:00'), berlin)).toBe(1);
  });

  test('a claim before midnight allows one after it', async () => {
    const [where, mika] = [guild(), person('mika')];
    await configure(where, { earning: { daily: { reset: 'midnight' } }, locale: { timezone: 'Asia/Tokyo' } });
    await run(mika, where, '/daily');
    const next = dailyDue(Date.now(), settingsSchema.parse({ earning: { daily: { reset: 'midnight' } }, locale: { timezone: 'Asia/Tokyo' } }));
    expect((await run(mika, where, '/daily')).text).toContain(`<t:${next / 1_000}:R>`);
    await rewind(where, mika.id, 'daily', { at: next - DAY_MS - 1 });
    expect((await run(mika, where, '/daily')).text).toMatch(/You received[^]*2 days/);
  });
});

describe('/work', () => {
  test('pays within its range, once a cooldown, with the text of the job', async () => {
    const [where, mika] = [guild(), person('mika')];
    const interaction = commandInteraction(mika, where, '/work', { job: 'gardener' });
    const worked = await deliver(interaction);
    expect(worked.text).toContain('Garden');
    const amount = await balanceOf(where.id, mika.id);
    expect(amount).toBeGreaterThanOrEqual(20);
    expect(amount).toBeLessThanOrEqual(80);
    expect((await run(mika, where, '/work')).text).toMatch(/still tired.*<t:\d+:R>/);
    expect((await deliver(interaction)).text).toBe(worked.text);
  });

  test('every amount of a range can be drawn, both ends included', () => {
    const drawn = new Set(Array.from({ length: 500 }, (_, index) => drawBetween(1, 6, String(BigInt(index) << 22n))));
    expect([...drawn].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(drawBetween(7, 7, '1')).toBe(7);
  });
});

describe('refusals', () => {
  test('switched off, paused, frozen, too young, above the cap: nothing changes', async () => {
    const [where, mika] = [guild(), person('mika')];
    const db = async (): Promise<D1Database> => databaseOf(where.id);
    await configure(where, { limits: NO_RATE, off: ['economy'] });
    expect((await run(mika, where, '/daily')).text).toContain('switched off');
    await configure(where, { limits: NO_RATE, paused: { earning: { by: '1', at: 1, reason: 'Audit day.' } } });
    expect((await run(mika, where, '/work')).text).toContain('paused by the staff. Audit day.');
    await configure(where, { limits: { ...NO_RATE, accountAge: 30 } });
    expect((await run(mika, where, '/daily')).text).toContain('30 days old');
    await configure(where, { limits: NO_RATE, currency: { cap: 50 } });
    expect((await run(mika, where, '/daily')).text).toContain('highest balance on this server (🪙 50)');
    await (await db()).prepare("INSERT INTO freeze VALUES (?1, ?2, 'Ask a mod.', '1', 1)").bind(where.id, `u:${mika.id}`).run();
    await configure(where, { limits: NO_RATE });
    expect((await run(mika, where, '/daily')).text).toContain('frozen. Ask a mod.');
    expect(await entries(where.id)).toHaveLength(0);
  });

  test('a burst of fifty lets five through and says when to come back', async () => {
    const [where, mika] = [guild(), person('mika')];
    const answers = await Promise.all(Array.from({ length: 50 }, () => run(mika, where, '/work')));
    expect(answers.filter(({ text }) => text.includes('You earned'))).toHaveLength(1);
    expect(answers.filter(({ text }) => /too fast.*<t:\d+:R>/.test(text))).toHaveLength(45);
  });

  test('German members read German', async () => {
    const [where, mika] = [guild(), person('mika', { locale: 'de' })];
    expect((await run(mika, where, '/daily')).text).toContain('Du hast **🪙 100** bekommen.');
    expect((await run(mika, where, '/daily')).text).toContain('schon bekommen');
    expect((await run(mika, where, '/work')).text).toMatch(/Du hast \*\*🪙 \d+\*\* verdient/);
    expect((await run(mika, where, '/pay', { user: mika, amount: 1 })).text).toContain('nicht mit dir selbst');
    expect((await run(mika, where, '/balance')).text).toContain('Geldbörse von mika');
  });
});
