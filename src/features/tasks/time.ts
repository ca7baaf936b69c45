import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { dayIn, midnightAfter } from '../../kernel/zone.ts';
import type { TaskRow } from './rows.ts';

const UNITS: Record<string, number> = { h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };

/** Farthest end of a task or bounty. */
const AHEAD_MAX_MS = 2 * 366 * DAY_MS;
/** A reminder comes this long before the deadline, where the whole time is at least twice that. */
const REMIND_MS = HOUR_MS;

/** The moment (ms) that `12h`, `7d`, `2w` or `2026-12-31` (the end of that day in the zone) means; null for `none` or `-`. */
export function endMoment(text: string, now: number, zone: string): number | null {
  const compact = text.trim().toLowerCase();
  if (compact === 'none' || compact === '-') return null;
  return endAt(momentOf(compact, now, zone), now);
}

/** An end that lies ahead, but not too far. @throws AppError `invalid` */
export function endAt(at: number | undefined, now: number): number {
  if (at === undefined || at > now + AHEAD_MAX_MS) throw new AppError('invalid', 'tasks.refused.end_unclear');
  if (at <= now) throw new AppError('invalid', 'tasks.refused.end_past');
  return at;
}

function momentOf(text: string, now: number, zone: string): number | undefined {
  const span = /^(\d{1,4})\s*([hdw])$/.exec(text);
  if (span) return now + Number(span[1]) * (UNITS[span[2] ?? ''] ?? 0);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 31 February for a day of March.
  if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(text)) return undefined;
  // No zone is further than 14 hours from UTC.
  let at = day - 14 * HOUR_MS - 1;
  while (dayIn(at, zone) <= text) at = midnightAfter(at, zone);
  return at;
}

/** The end of a round that begins now: the zone's midnight, or the seventh from now. */
export function roundEnd(recurrence: TaskRow['recurrence'], now: number, zone: string): number | null {
  if (recurrence === 'none') return null;
  const days = recurrence === 'weekly' ? 7 : 1;
  let at = now;
  for (let day = 0; day < days; day += 1) at = midnightAfter(at, zone);
  return at;
}

/** When cron has to look at a task. */
export function taskDue({ expiresAt, roundEnds }: Pick<TaskRow, 'expiresAt' | 'roundEnds'>, autoExpire: boolean): number | null {
  const moments = [autoExpire ? expiresAt : null, roundEnds].filter((moment) => moment !== null);
  return moments.length > 0 ? Math.min(...moments) : null;
}

/** When cron has to look at a claim: to remind, and where there is too little time for that, at the deadline. */
export function claimDue(now: number, deadline: number | null): number | null {
  if (deadline === null) return null;
  return deadline - now >= 2 * REMIND_MS ? deadline - REMIND_MS : deadline;
}
