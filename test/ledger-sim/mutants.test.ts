import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutLog } from './log.ts';
import { MUTANTS, PROPERTY_MUTANTS, SCENARIO_MUTANTS } from './mutants.ts';
import { withMutant } from './mutate.ts';
import { PROPERTIES } from './properties.ts';
import { SCENARIOS } from './scenarios.ts';
import { runSeeds } from './seeds.ts';

const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test('a mutant whose text is gone is an error, not a pass', async () => {
  const edits = [{ file: 'guild/committer.ts', from: 'no such text', to: '' }];
  await expect(withMutant(edits, async () => undefined)).rejects.toThrow('not in guild/committer.ts');
});

test.each(MUTANTS)('the simulation catches: $name', { timeout: 600_000 }, async ({ edits, within }) => {
  await withMutant(edits, async (core) => {
    await expect(runSeeds(seeds(within), core)).rejects.toThrow(/^seed \d+/);
  });
});

test.each(SCENARIO_MUTANTS)('a scenario catches: $name', async ({ edits, scenario }) => {
  const run = SCENARIOS[scenario];
  if (!run) throw new Error(`no scenario ${scenario}`);
  await withMutant(edits, async (core) => {
    await withoutLog(async () => expect(() => run(core)).rejects.toThrow('strictly deep-equal'));
  });
});

test.each(PROPERTY_MUTANTS)('a property catches: $name', { timeout: 600_000 }, async ({ edits, property }) => {
  await withMutant(edits, async (core) => {
    const found = fc.assert(PROPERTIES[property](core), { numRuns: 500, endOnFailure: true });
    await withoutLog(async () => expect(found).rejects.toThrow('Property failed'));
  });
});
