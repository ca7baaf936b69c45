import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import type { Settings } from '../../kernel/settings.ts';
import { midnightAfter } from '../../kernel/zone.ts';

/** A streak goes on when the next claim comes within this time of the last. */
const STREAK_WINDOW_MS = 48 * HOUR_MS;

/** The moment at which the next daily may be claimed: a rolling period, or the next midnight of the server's zone. */
export function dailyDue(last: number, { earning, locale }: Settings): number {
  if (last === 0) return 0;
  return earning.daily.reset === 'midnight' ? midnightAfter(last, locale.timezone) : last + earning.daily.cooldown * 1_000;
}

/** The streak that a claim now makes. In midnight mode every day of the zone counts, so the window is two midnights. */
export function nextStreak(last: { at: number; streak: number }, now: number, settings: Settings): number {
  const period = Math.max(DAY_MS, settings.earning.daily.cooldown * 1_000);
  const end = settings.earning.daily.reset === 'midnight'
    ? midnightAfter(midnightAfter(last.at, settings.locale.timezone), settings.locale.timezone)
    : last.at + Math.max(STREAK_WINDOW_MS, 2 * period);
  return last.at > 0 && now < end ? last.streak + 1 : 1;
}

/** The daily amount with its streak bonus. The draw comes from the interaction, so a second delivery draws the same. */
export function dailyAmount(streak: number, { earning }: Settings, interactionId: string): number {
  const bonus = Math.min(earning.streakBonusMax, earning.streakBonus * (streak - 1));
  return drawBetween(earning.daily.min, earning.daily.max, interactionId) + bonus;
}

/** A whole number from min to max, drawn from a seed; both ends can come. */
export function drawBetween(min: number, max: number, seed: string): number {
  if (max <= min) return min;
  const mixed = BigInt.asUintN(64, BigInt(seed) * 0x9e3779b97f4a7c15n);
  return min + Number((mixed >> 11n) % BigInt(max - min + 1));
}
