import { AppError } from '../../../kernel/errors.ts';
import { dayIn, midnightAfter } from '../../../kernel/zone.ts';
import { dayStart, isDate } from '../since.ts';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * The moment (ms) that an address names: `2026-01-31` is that day in the zone, from its first moment (`start`) or to its
 * last (`end`, which is exclusive); else ISO 8601 with an offset. @throws AppError `invalid`
 */
export function momentOf(text: string, edge: 'start' | 'end', zone: string): number {
  if (isDate(text)) {
    const start = dayStart(text, zone);
    return edge === 'start' ? start : midnightAfter(start, zone);
  }
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new AppError('invalid', 'economy.transactions.date');
  return edge === 'start' ? at : at + 1;
}

/** Minutes between changes of a zone's offset: no zone changes it off the quarter of an hour. */
const QUARTER_MS = 15 * 60_000;

/** Writes moments as ISO 8601 with the offset of a zone. Asks the zone once a quarter of an hour of the data. */
export function momentsIn(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const known = { from: Number.NaN, offset: '', ms: 0 };
  return (at) => {
    const from = Math.floor(at / QUARTER_MS) * QUARTER_MS;
    if (from !== known.from) {
      const name = format.formatToParts(from).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
      const [, sign = '+', hours = '00', minutes = '00'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
      known.from = from;
      known.offset = `${sign}${hours}:${minutes}`;
      known.ms = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    }
    return `${new Date(at + known.ms).toISOString().slice(0, -1)}${known.offset}`;
  };
}

/** The date of a UTC day that is counted from 1970. */
export const utcDate = (day: number): string => dayIn(day * 86_400_000, 'UTC');
