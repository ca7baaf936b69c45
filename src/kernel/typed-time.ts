import { DAY_MS, HOUR_MS, MINUTE_MS } from './clock.ts';
import { daysLater, momentOf, wallClock } from './wall-clock.ts';

const UNITS: Record<string, number> = { m: MINUTE_MS, min: MINUTE_MS, h: HOUR_MS, std: HOUR_MS, d: DAY_MS, t: DAY_MS, w: 7 * DAY_MS };
/** Words for a day, by how many days ahead it is. */
const DAYS: Record<string, number> = { today: 0, heute: 0, tomorrow: 1, morgen: 1, übermorgen: 2 };
/** First letters of weekdays in our languages, by Date's numbers. */
const WEEKDAYS: Record<string, number> = {
  sun: 0, so: 0, mon: 1, mo: 1, tue: 2, di: 2, wed: 3, mi: 3, thu: 4, do: 4, fri: 5, fr: 5, sat: 6, sa: 6,
};
const WEEKDAY = /^(sun|mon|tue|wed|thu|fri|sat)(day|sday|nesday|rsday|urday)?$|^(so|mo|di|mi|do|fr|sa)(nntag|ntag|enstag|ttwoch|nnerstag|eitag|mstag)?$/;
const SPAN = /^(?:in )?((?:\d{1,4} ?(?:min|std|m|h|d|t|w) ?)+)$/;

/** `9`, `9:30`, `18.00`, `6pm`, `18 uhr` as `09:00`; undefined for anything else. */
function clockOf(text: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?(?: ?(am|pm|uhr|h))?$/.exec(text);
  if (!found) return undefined;
  const [, hours = '', minutes, half] = found;
  // A bare number could be anything.
  if (minutes === undefined && half === undefined) return undefined;
  const typed = Number(hours);
  const twelve = half === 'am' || half === 'pm';
  if (twelve && (typed < 1 || typed > 12)) return undefined;
  const hour = twelve ? (typed % 12) + (half === 'pm' ? 12 : 0) : typed;
  if (hour > 23 || Number(minutes ?? 0) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}

function isDate(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes 31 February for a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** A day as it is typed, in ISO; `next` where the same words also mean a later day, for when this one's time has passed. */
function dayOf(text: string, today: string): { day: string; next?: string } | undefined {
  const ahead = (days: number): string => daysLater(`${today}T00:00`, days).slice(0, 10);
  if (Object.hasOwn(DAYS, text)) return { day: ahead(DAYS[text] ?? 0) };
  const [, english, , german] = WEEKDAY.exec(text) ?? [];
  const weekday = WEEKDAYS[english ?? german ?? ''];
  if (weekday !== undefined) {
    const days = (weekday - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7;
    return { day: ahead(days), next: ahead(days + 7) };
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isDate(text) ? { day: text } : undefined;
  const [, dayNumber = '', month = '', year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(text) ?? [];
  const inYear = (of: number): string => `${of}-${month.padStart(2, '0')}-${dayNumber.padStart(2, '0')}`;
  const thisYear = Number(year ?? today.slice(0, 4));
  if (dayNumber === '' || !isDate(inYear(thisYear))) return undefined;
  return { day: inYear(thisYear), ...(year === undefined && isDate(inYear(thisYear + 1)) ? { next: inYear(thisYear + 1) } : {}) };
}

/**
 * The moment (ms) that somebody means, to the minute: `18:00` (the next time), `tomorrow 9:30`, `fri 6pm`,
 * `2026-12-31 18:00`, `31.12. 18:00`, `in 2h 30m`, in English or German, by the clocks of a zone. It may have passed.
 * undefined where that cannot be read.
 */
export function typedMoment(typed: string, now: number, zone: string): number | undefined {
  const text = typed.trim().toLowerCase().replaceAll(/[\s,]+|(?<=\d)t(?=\d\d:)/g, ' ').replace(/ (at|um) /, ' ');
  const span = SPAN.exec(text)?.[1];
  if (span !== undefined) {
    const length = [...span.matchAll(/(\d+) ?([a-z]+)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
    return Math.floor((now + length) / MINUTE_MS) * MINUTE_MS;
  }
  const today = wallClock(now, zone).slice(0, 10);
  const alone = clockOf(text.replace(/^(at|um) /, ''));
  const [dayText = '', ...rest] = text.split(' ');
  const clock = alone ?? clockOf(rest.join(' '));
  const day = alone ? { day: today, next: daysLater(`${today}T00:00`, 1).slice(0, 10) } : dayOf(dayText, today);
  if (clock === undefined || day === undefined) return undefined;
  const at = momentOf(`${day.day}T${clock}`, zone);
  return at <= now && day.next !== undefined ? momentOf(`${day.next}T${clock}`, zone) : at;
}
