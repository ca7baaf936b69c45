import { DAY_MS, MINUTE_MS } from './clock.ts';

/** How something comes again, by the calendar of a zone. */
export const REPEATS = ['none', 'daily', 'weekly', 'monthly'] as const;
export type Repeat = (typeof REPEATS)[number];

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at a moment (ms), to the minute: `2026-10-25T09:00`. */
export function wallClock(at: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format.format(at).replace(' ', 'T');
}

const asUtc = (wall: string): number => Date.parse(`${wall}:00Z`);

/** How far a zone's clocks are ahead of UTC (ms) at a moment. */
const ahead = (at: number, zone: string): number => asUtc(wallClock(at, zone)) - Math.floor(at / MINUTE_MS) * MINUTE_MS;

/**
 * The moment (ms) at which the clocks of a zone show this. Of two, when they are put back, the first; where they jump
 * over it, as much later as they jump: 02:30 becomes 03:30.
 */
export function momentOf(wall: string, zone: string): number {
  const utc = asUtc(wall);
  // Clocks change by far less than a day, and not twice in two.
  const [before, after] = [utc - ahead(utc - DAY_MS, zone), utc - ahead(utc + DAY_MS, zone)];
  const fitting = [before, after].filter((at) => wallClock(at, zone) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : before;
}

/** A reading of the clock so many days later. */
export function daysLater(wall: string, days: number): string {
  return new Date(asUtc(wall) + days * DAY_MS).toISOString().slice(0, 16);
}

/** So many months later; a day that the month does not have is its last one. */
function monthsLater(wall: string, months: number): string {
  const [year = 0, month = 1, day = 1] = wall.slice(0, 10).split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  return `${last.toISOString().slice(0, 8)}${String(Math.min(day, last.getUTCDate())).padStart(2, '0')}${wall.slice(10)}`;
}

function turnOf(wall: string, repeat: Exclude<Repeat, 'none'>, turn: number): string {
  if (repeat === 'monthly') return monthsLater(wall, turn);
  return daysLater(wall, repeat === 'weekly' ? 7 * turn : turn);
}

/** Turns that have surely passed before a moment, so that years of them are not counted one by one. */
function turnsBefore(wall: string, repeat: Exclude<Repeat, 'none'>, at: number): number {
  const days = (at - asUtc(wall)) / DAY_MS;
  return Math.max(0, Math.floor(days / { daily: 1, weekly: 7, monthly: 31 }[repeat]) - 2);
}

/**
 * The first moment (ms) after another one at which something comes that began when the clocks showed `wall`. It keeps
 * to the clock of the zone through daylight saving, and to the day of the month.
 */
export function nextTurn(wall: string, repeat: Exclude<Repeat, 'none'>, zone: string, after: number): number {
  for (let turn = turnsBefore(wall, repeat, after); ; turn += 1) {
    const at = momentOf(turnOf(wall, repeat, turn), zone);
    if (at > after) return at;
  }
}
