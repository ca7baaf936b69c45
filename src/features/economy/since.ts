import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { dayIn, midnightAfter } from '../../kernel/zone.ts';

const UNITS: Record<string, number> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };

/** The moment (ms) that `30m`, `24h`, `7d`, `2w` or `2026-01-31` means. Throws AppError for anything else. */
export function sinceMoment(text: string, now: number, zone: string): number {
  const ago = /^(\d{1,4})\s*([mhdw])$/i.exec(text);
  if (ago) return now - Number(ago[1]) * (UNITS[(ago[2] ?? '').toLowerCase()] ?? 0);
  if (isDate(text)) return dayStart(text, zone);
  throw new AppError('invalid', 'economy.history.since_unclear');
}

export function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 31 February for a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The first moment (ms) of a date in a zone. */
export function dayStart(date: string, zone: string): number {
  // Somewhere in the two days before: no zone is further than 14 hours from UTC.
  let at = Date.parse(`${date}T00:00:00Z`) - 14 * HOUR_MS - 1;
  while (dayIn(at, zone) < date) at = midnightAfter(at, zone);
  return at;
}
