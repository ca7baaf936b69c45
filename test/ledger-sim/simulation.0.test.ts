import { expect, test } from 'vitest';
import { runSeeds, seedsOf } from './seeds.ts';

test('no history of faults, crashes and zombies breaks a promise of the ledger (1 of 2)', { timeout: 3_600_000 }, async () => {
  const seeds = seedsOf(0);
  const tally = await runSeeds(seeds);
  console.info(JSON.stringify(tally));
  expect(tally.seeds).toBe(seeds.length);
});
