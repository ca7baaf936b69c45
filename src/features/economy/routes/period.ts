import { DAY_MS } from '../../../kernel/clock.ts';

export const PERIODS = ['day', 'week', 'month', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** Days that `all` looks back at most: three years. */
const DAYS_MAX = 1_096;

const DAYS: Record<Period, number> = { day: 1, week: 7, month: 30, all: DAYS_MAX };

/** The UTC days of a period, today's the last, counted from 1970. */
export function daysOf(period: Period, now: number): { first: number; today: number } {
  const today = Math.floor(now / DAY_MS);
  return { first: today - DAYS[period] + 1, today };
}
