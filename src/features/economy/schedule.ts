import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { AMOUNT_MAX } from '../../kernel/limits.ts';
import type { Settings } from '../../kernel/settings.ts';
import { midnightAfter } from '../../kernel/zone.ts';

/** A streak goes on when the next claim comes within this time of the last. */
const STREAK_WINDOW_MS = 48 * HOUR_MS;

/** The moment at which the next daily may be claimed: a rolling period, or the next midnight of the server's zone. */
export function dailyDue(last: number, { earning, locale }: Settings): number {
  if (last === 0) return 0;
  return earning.daily.reset === 'midnight' ? midnightAfter(last, locale.timezone) : last + earning.daily.cooldown * 1_000;
}

/** The moment at which somebody may work again. */
export function workDue(last: number, { earning }: Settings): number {
  return last === 0 ? 0 : last + earning.work.cooldown * 1_000;
}

/** The moment until which a claim goes on with the streak. In midnight mode every day of the zone counts: two midnights. */
export function streakEnd(last: number, { earning, locale }: Settings): number {
  if (earning.daily.reset === 'midnight') return midnightAfter(midnightAfter(last, locale.timezone), locale.timezone);
  const period = Math.max(DAY_MS, earning.daily.cooldown * 1_000);
  return last + Math.max(STREAK_WINDOW_MS, 2 * period);
}

/** The streak that a claim now makes. */
export function nextStreak(last: { at: number; streak: number }, now: number, settings: Settings): number {
  return last.at > 0 && now < streakEnd(last.at, settings) ? last.streak + 1 : 1;
}

/** What the streak adds to the daily amount. */
export function streakBonus(streak: number, { earning }: Settings): number {
  return Math.min(earning.streakBonusMax, earning.streakBonus * (streak - 1));
}

/** The daily amount with its streak bonus. The draw comes from the interaction, so a second delivery draws the same. */
export function dailyAmount(streak: number, settings: Settings, interactionId: string): number {
  const { min, max } = settings.earning.daily;
  return Math.min(AMOUNT_MAX, drawBetween(min, max, interactionId) + streakBonus(streak, settings));
}

/** A whole number from min to max, drawn from a seed; both ends can come. `turn` tells several draws of one seed apart. */
export function drawBetween(min: number, max: number, seed: string, turn = 0): number {
  if (max <= min) return min;
  return min + Number(mixed(BigInt(seed) + BigInt(turn)) % BigInt(max - min + 1));
}

/** SplitMix64: every bit of the result hangs on every bit of the seed, whose low ones are often the same. */
function mixed(seed: bigint): bigint {
  let bits = BigInt.asUintN(64, (seed + 1n) * 0x9e3779b97f4a7c15n);
  bits = BigInt.asUintN(64, (bits ^ (bits >> 30n)) * 0xbf58476d1ce4e5b9n);
  bits = BigInt.asUintN(64, (bits ^ (bits >> 27n)) * 0x94d049bb133111ebn);
  return bits ^ (bits >> 31n);
}
