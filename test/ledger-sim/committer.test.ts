import { test } from 'vitest';
import { CORE } from './core.ts';
import { SCENARIOS } from './scenarios.ts';
import { withoutLog } from './log.ts';

test.each(Object.entries(SCENARIOS))('%s', async (_name, run) => {
  await withoutLog(() => run(CORE));
});
