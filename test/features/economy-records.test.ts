import { beforeAll, describe, expect, test } from 'vitest';
import { sinceMoment } from '../../src/features/economy/since.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { admin, complete, controls, guild, person, press, run, type Guild, type Person } from '../harness/discord.ts';
import { configure, NO_RATE } from '../harness/configure.ts';
import { databaseOf, migrate } from '../harness/env.ts';
import { rowsOf } from '../harness/meter.ts';

beforeAll(migrate);

/** A server where mika has had a daily and then paid ada so many times one coin. */
async function traded(payments: number): Promise<{ where: Guild; mika: Person; ada: Person }> {
  const [where, mika, ada] = [guild(), person('mika'), person('ada')];
  await configure(where, { limits: NO_RATE });
  await run(mika, where, '/daily');
  for (let made = 0; made < payments; made += 1) await run(mika, where, '/pay', { user: ada, amount: 1 });
  return { where, mika, ada };
}

const numbers = (text: string): number[] => [...text.matchAll(/`#(\d+)`/g)].map(([, seq]) => Number(seq));
const button = (answer: Awaited<ReturnType<typeof run>>, label: string): string => controls(answer).find((control) => control.label === label)?.id ?? '';

describe('/history', () => {
  test('turns by ten, older and newer, without a gap', async () => {
    const { where, mika, ada } = await traded(24);
    const first = await run(mika, where, '/history');
    expect(first.private).toBe(true);
    expect(numbers(first.text)).toEqual([25, 24, 23, 22, 21, 20, 19, 18, 17, 16]);
    expect(first.text).toContain(`**−🪙 1** Payment → <@${ada.id}> · then 🪙 76`);
    expect(controls(first)).toMatchObject([{ label: 'Newer', disabled: true }, { label: 'Older', disabled: false }]);
    const second = await press(mika, where, button(first, 'Older'));
    expect(second.type).toBe(7);
    expect(numbers(second.text)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
    const third = await press(mika, where, button(second, 'Older'));
    expect(numbers(third.text)).toEqual([5, 4, 3, 2, 1]);
    expect(third.text).toContain('**+🪙 100** Daily reward ← Mint');
    expect(controls(third)).toMatchObject([{ label: 'Newer', disabled: false }, { label: 'Older', disabled: true }]);
    expect(numbers((await press(mika, where, button(third, 'Newer'))).text)).toEqual(numbers(second.text));
    expect(numbers((await run(mika, where, '/history', { page: 3 })).text)).toEqual([5, 4, 3, 2, 1]);
    expect((await rowsOf(() => run(mika, where, '/history'))).read).toBeLessThanOrEqual(50);
  });

  test('narrows by kind and by time', async () => {
    const { where, mika, ada } = await traded(12);
    expect(numbers((await run(mika, where, '/history', { type: 'daily' })).text)).toEqual([1]);
    expect(numbers((await run(mika, where, '/history', { type: 'Daily reward', since: '1h' })).text)).toEqual([1]);
    expect((await run(ada, where, '/history', { type: 'daily' })).text).toContain('There is nothing here');
    const received = await run(ada, where, '/history', { type: 'pay', since: '7d' });
    expect(numbers((await press(ada, where, button(received, 'Older'))).text)).toEqual([3, 2]);
    expect((await run(mika, where, '/history', { type: 'gold' })).text).toContain('no such kind');
    expect((await run(mika, where, '/history', { since: 'yesterday' })).text).toContain('7d, 24h');
    expect(await complete(mika, where, '/history', 'type', 'pay')).toEqual([{ name: 'Payment', value: 'pay' }]);
  });

  test('of others is for moderators', async () => {
    const { where, mika, ada } = await traded(1);
    expect((await run(ada, where, '/history', { user: mika })).text).toContain('Only moderators');
    expect(numbers((await run(admin(), where, '/history', { user: mika })).text)).toEqual([2, 1]);
    expect((await press(ada, where, `history.1:older:${mika.id}::0:99`)).text).toContain('Only moderators');
    expect((await press(ada, where, 'history.9:older:1::0:99')).text).toContain('button has expired');
    expect((await run(person('new'), where, '/history')).text).toContain('There is nothing here');
  });

  test('`since` reads spans and dates of the zone', () => {
    const now = Date.parse('2026-05-10T12:00:00Z');
    expect(sinceMoment('7d', now, 'UTC')).toBe(now - 7 * DAY_MS);
    expect(sinceMoment('2W', now, 'UTC')).toBe(now - 14 * DAY_MS);
    expect(sinceMoment('2026-01-31', now, 'UTC')).toBe(Date.parse('2026-01-31T00:00:00Z'));
    expect(sinceMoment('2026-01-31', now, 'Pacific/Kiritimati')).toBe(Date.parse('2026-01-31T00:00:00+14:00'));
    expect(sinceMoment('2026-01-31', now, 'Etc/GMT+12')).toBe(Date.parse('2026-01-31T00:00:00-12:00'));
    expect(sinceMoment('2026-03-30', now, 'Europe/Berlin')).toBe(Date.parse('2026-03-30T00:00:00+02:00'));
    for (const text of ['2026-02-31', '31.01.2026', '7', 'd7', '', '-7d', '7y']) expect(() => sinceMoment(text, now, 'UTC')).toThrow('since_unclear');
  });
});

describe('/receipt', () => {
  test('shows a party its own side, staff both, and others nothing', async () => {
    const { where, mika, ada } = await traded(1);
    const payer = await run(mika, where, '/receipt', { id: 2 });
    expect(payer.text).toMatch(new RegExp(`<@${mika.id}>\\n🪙 100 → 🪙 99`));
    expect(payer.text).not.toContain('🪙 0 → 🪙 1');
    expect(payer.text).toMatch(/A command or button in Discord\n`i:\d+`[^]*Hash [0-9a-f]{12} · follows [0-9a-f]{12}/);
    expect((await run(ada, where, '/receipt', { id: 2 })).text).toContain('🪙 0 → 🪙 1');
    expect((await run(admin(), where, '/receipt', { id: 2 })).text).toMatch(/🪙 100 → 🪙 99[^]*🪙 0 → 🪙 1/);
    expect((await run(ada, where, '/receipt', { id: 1 })).text).toContain('no such entry, or it is not yours');
    expect((await run(mika, where, '/receipt', { id: 99 })).text).toContain('no such entry, or it is not yours');
    expect((await press(person('eve'), where, 'receipt.1:2')).text).toContain('no such entry, or it is not yours');
  });

  test('completes own entries and is a button under a payment', async () => {
    const { where, mika, ada } = await traded(11);
    const choices = await complete(mika, where, '/receipt', 'id', '1');
    expect(choices.map(({ value }) => value)).toEqual([12, 11, 10, 1]);
    expect(choices[0]?.name).toMatch(/^#12 · −🪙 1 · Payment · /);
    const paid = await run(mika, where, '/pay', { user: ada, amount: 1 });
    const opened = await press(ada, where, button(paid, 'Receipt'), [], mika);
    expect(opened).toMatchObject({ type: 4, private: true });
    expect(opened.text).toContain('Receipt of entry #13');
  });

  test('links a reversal both ways', async () => {
    const { where, mika } = await traded(0);
    const db = await databaseOf(where.id);
    const [op, at] = ['test:reverse', Date.now() + 1];
    await db.batch([
      db.prepare("INSERT INTO op VALUES (?1, ?2, 'f', 'reverse', 'done', 1, 'null', '1', ?3)").bind(where.id, op, at),
      db.prepare(`INSERT INTO entry SELECT ?1, 2, ?2, 'reverse', 'coin', ?3, '@mint', 100, 100, 0, -100, 0, 'reverse:1', 'entry:1', '1', 'wrong', ?4, hash, ?5
        FROM entry WHERE guild = ?1 AND seq = 1`).bind(where.id, op, `u:${mika.id}`, at, 'a'.repeat(64)),
    ]);
    const original = await run(mika, where, '/receipt', { id: 1 });
    expect(original.text).toContain('taken back by entry #2');
    const reversal = await press(mika, where, button(original, 'Entry #2'));
    expect(reversal.text).toMatch(/takes back entry #1[^]*wrong/);
    expect(button(reversal, 'Entry #1')).toBe('receipt.1:1');
  });
});

describe('/profile', () => {
  test('shows rank, streak, totals and the newest entries', async () => {
    const { where, mika, ada } = await traded(6);
    const own = await run(mika, where, '/profile');
    expect(own.private).toBe(true);
    expect(own.text).toMatch(/Profile of mika[^]*🪙 94[^]*#1\n[^]*1 day[^]*🪙 100\n[^]*🪙 6\n/);
    expect(numbers(own.text)).toEqual([7, 6, 5, 4, 3]);
    const other = await run(mika, where, '/profile', { user: ada });
    expect(other.text).toContain('#2');
    expect(numbers(other.text)).toEqual([]);
    expect(controls(other).map(({ label }) => label)).toEqual(['Give']);
    expect((await run(person('new'), where, '/profile')).text).toContain('There is nothing here');
    expect((await run(mika, where, '/profile', { user: person('bot', { bot: true }) })).text).toContain('Bots');
  });
});
