import * as fc from 'fast-check';
import { test } from 'vitest';
import { CORE } from './core.ts';
import { withoutLog } from './log.ts';
import { PROPERTIES } from './properties.ts';

test.each(Object.entries(PROPERTIES))('%s', { timeout: 600_000 }, async (_name, property) => {
  await withoutLog(() => fc.assert(property(CORE), { numRuns: 150 }));
});
