import { DAY_MS } from '../../../kernel/clock.ts';
import { dayIn } from '../../../kernel/zone.ts';

/** Stretches of time that the board of earnings knows. */
export const PERIODS = ['day', 'week', 'month', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** The stored name of the period that a date (`2026-01-31`) falls in; weeks begin on Monday. Sorts by time in each kind. */
export function periodKey(period: Period, date: string): string {
  if (period === 'day') return `d${date}`;
  if (period === 'month') return `m${date.slice(0, 7)}`;
  if (period === 'all') return 'all';
  const at = Date.parse(`${date}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return `w${new Date(at - sinceMonday * DAY_MS).toISOString().slice(0, 10)}`;
}

/** The names of the periods that are running now in a zone. */
export function currentPeriods(now: number, zone: string): string[] {
  const date = dayIn(now, zone);
  return PERIODS.map((period) => periodKey(period, date));
}
