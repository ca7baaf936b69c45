import { beforeAll, expect, test } from 'vitest';
import { guildStub } from '../../src/guild/stub.ts';
import { memberAccount, MINT } from '../../src/ledger/accounts.ts';
import type { Operation } from '../../src/ledger/operation.ts';
import { verifyGuild } from '../../src/ledger/verify.ts';
import { d1Database } from '../../src/db/database.ts';
import { freshId, guild } from '../harness/discord.ts';
import { databaseOf, env, migrate } from '../harness/env.ts';

beforeAll(migrate);

const ROUNDS = 40;
const PAIRS_A_ROUND = 25;
const FUNDS = 500;

test('A pays B and B pays A a thousand times each: the sum is the same at every read, and the ledger verifies', async () => {
  const { id } = guild();
  const stub = guildStub(env, id);
  const [a, b] = [memberAccount(freshId()), memberAccount(freshId())];
  let made = 0;
  const operation = (from: string, to: string, amount: number): Operation => {
    made += 1;
    return { key: `j:race:${made}`, fingerprint: 'race', kind: 'pay', actor: 'system', movements: [{ kind: 'pay', from, to, amount }] };
  };
  await stub.call('postAll', { ops: [operation(MINT, a, FUNDS), operation(MINT, b, FUNDS)] });
  const reads: number[] = [];
  const race = { finished: false };
  const admission = { member: '1', command: 'race', perMinute: null, changes: false, version: 0, excluded: null };
  const reader = (async () => {
    while (!race.finished) {
      const answer = await stub.call('view', { admission, accounts: [a, b] });
      if (answer.status === 'ok') reads.push(answer.wallets.reduce((sum, wallet) => sum + wallet.available, 0));
    }
  })();
  for (let round = 0; round < ROUNDS; round += 1) {
    const amount = (round % 7) + 1;
    const there = Array.from({ length: PAIRS_A_ROUND }, () => operation(a, b, amount));
    const back = Array.from({ length: PAIRS_A_ROUND }, () => operation(b, a, amount));
    const [one, other] = await Promise.all([stub.call('postAll', { ops: there }), stub.call('postAll', { ops: back })]);
    for (const outcome of [...one.outcomes, ...other.outcomes]) expect(outcome.status).toBe('done');
  }
  race.finished = true;
  await reader;
  expect(reads.length).toBeGreaterThan(ROUNDS);
  expect(new Set(reads)).toEqual(new Set([2 * FUNDS]));
  const report = await verifyGuild(d1Database(await databaseOf(id)), id);
  expect(report).toMatchObject({ ok: true, entries: 2 * ROUNDS * PAIRS_A_ROUND + 2 });
});
