import { expect, test } from 'vitest';
import { Gathering } from '../../src/guild/gathering.ts';
import { GATHER_MAX_MS, GATHER_OPS, LONE_GAP_MS } from '../../src/kernel/limits.ts';

/** A queue whose operations came so many milliseconds apart. */
function after(...gaps: number[]): Gathering {
  const gathering = new Gathering();
  let now = 1_000_000;
  gathering.arrived(now);
  for (const gap of gaps) gathering.arrived((now += gap));
  return gathering;
}

const steady = (gap: number): Gathering => after(...Array.from({ length: 50 }, () => gap));

test('a lone operation, a pair by chance and a guild with one now and then wait for nobody', () => {
  expect(after().pause(1)).toBe(0);
  expect(after(5).pause(1)).toBe(0);
  expect(after(1, 1, 1, 1, 1).pause(2)).toBe(0);
  expect(steady(LONE_GAP_MS + 1).pause(1)).toBe(0);
  expect(after(...Array.from({ length: 50 }, () => 1), 10_000).pause(1)).toBe(0);
});

test('a busy guild gathers for as long as it takes until enough have come, within a bound', () => {
  expect(steady(1).pause(1)).toBe(GATHER_OPS - 1);
  expect(steady(1).pause(GATHER_OPS - 2)).toBe(2);
  expect(steady(30).pause(1)).toBe(GATHER_MAX_MS);
  expect(steady(0).pause(1)).toBe(1);
  expect(steady(1).pause(GATHER_OPS)).toBe(0);
});
