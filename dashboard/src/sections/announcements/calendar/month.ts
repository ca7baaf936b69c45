import { wallClock } from '../../../ui/zone.ts';
import type { Announcement } from '../announcements.ts';

const WEEK = 7;
const DAY_MS = 86_400_000;

/** Something on the calendar: posted, due, or a later turn of what repeats. */
export interface Entry {
  key: string;
  kind: 'posted' | 'scheduled' | 'turn';
  /** What the server's clocks show, as `2026-10-25T09:00`. */
  at: string;
  announcement: Announcement;
}

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Days are `2026-10-25`, months `2026-10`; neither has a zone. */
export const daysFrom = (day: string, days: number): string => dayOf(utc(day) + days * DAY_MS);

/** So many months from a day; a day that the month does not have is its last one. */
export function monthsFrom(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** 0 for Monday, with which a week begins. */
export const weekdayOf = (day: string): number => (new Date(utc(day)).getUTCDay() + 6) % WEEK;

/** The weeks that a month touches, whole. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const next = monthsFrom(first, 1);
  const weeks: string[][] = [];
  for (let start = daysFrom(first, -weekdayOf(first)); start < next; start = daysFrom(start, WEEK)) {
    const monday = start;
    weeks.push(Array.from({ length: WEEK }, (_, days) => daysFrom(monday, days)));
  }
  return weeks;
}

/** The day of a later turn of what repeats. */
function turnOf(day: string, repeat: Announcement['repeat'], turn: number): string {
  if (repeat === 'monthly') return monthsFrom(day, turn);
  return daysFrom(day, repeat === 'weekly' ? WEEK * turn : turn);
}

function entriesOf(announcement: Announcement, zone: string, from: string, until: string): Entry[] {
  const { id, posted_at: posted, scheduled_at: due, repeat } = announcement;
  const entry = (kind: Entry['kind'], at: string): Entry => ({ key: `${id}:${kind}:${at}`, kind, at, announcement });
  const found = posted === null ? [] : [entry('posted', wallClock(Date.parse(posted), zone))];
  if (due === null) return found;
  // It keeps to the clock of the zone: later turns are counted in days, not in hours.
  const first = wallClock(Date.parse(due), zone);
  const [day, time] = [first.slice(0, 10), first.slice(10)];
  found.push(entry('scheduled', first));
  if (repeat === 'none') return found;
  for (let turn = 1, next = turnOf(day, repeat, turn); next < until; turn += 1, next = turnOf(day, repeat, turn)) {
    if (next >= from) found.push(entry('turn', next + time));
  }
  return found;
}

/** What is on each day of these weeks, in the order of the clock. */
export function entriesByDay(announcements: Announcement[], weeks: string[][], zone: string): Map<string, Entry[]> {
  const from = weeks[0]?.[0] ?? '';
  const until = daysFrom(weeks.at(-1)?.at(-1) ?? from, 1);
  const shown = announcements.flatMap((each) => entriesOf(each, zone, from, until)).filter(({ at }) => at >= from && at < until);
  return Map.groupBy(shown.toSorted((a, b) => a.at.localeCompare(b.at)), ({ at }) => at.slice(0, 10));
}
