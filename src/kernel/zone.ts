import { DAY_MS, HOUR_MS } from './clock.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format;
}

/** The date in the zone, as `2026-01-31`. */
export function dayIn(at: number, zone: string): string {
  return dateFormat(zone).format(at);
}

/** Whether the name is a time zone that this runtime knows, such as `Europe/Berlin`. */
export function isZone(zone: string): boolean {
  try {
    dateFormat(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The first moment (ms) of the day after the one that `at` falls on in the zone, daylight saving included. */
export function midnightAfter(at: number, zone: string): number {
  const day = dateFormat(zone).format(at);
  let low = at;
  let high = at + DAY_MS + 2 * HOUR_MS;
  // A day may have 23 or 25 hours, so the change of date is looked for instead of computed.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dateFormat(zone).format(middle) === day) low = middle;
    else high = middle;
  }
  return high;
}
