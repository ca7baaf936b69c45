import { beforeAll, expect, test } from 'vitest';
import { guild, person, run } from '../harness/discord.ts';
import { databaseOf, migrate } from '../harness/env.ts';

beforeAll(migrate);

test('a daily is paid, a payment moves it, the wallet shows it', async () => {
  const where = guild();
  const mika = person('mika');
  const ada = person('ada');
  const daily = await run(mika, where, '/daily');
  expect(daily.text).toContain('100');
  const again = await run(mika, where, '/daily');
  expect(again.text).toContain('next one is ready');
  const paid = await run(mika, where, '/pay', { user: ada, amount: 30, note: 'lunch' });
  expect(paid.text).toContain('30');
  const wallet = await run(ada, where, '/balance');
  expect(wallet.text).toContain('30');
  const ping = await run(ada, where, '/ping');
  expect(ping.text).toContain('Coffer');
  const db = await databaseOf(where.id);
  const rows = await db.prepare('SELECT * FROM account WHERE guild = ?1').bind(where.id).all();
  console.log(JSON.stringify(rows.results));
});
