import { DAY_MS, MINUTE_MS } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { typedMoment } from '../../kernel/typed-time.ts';
import { momentOf } from '../../kernel/wall-clock.ts';

/** Farthest time that an announcement is kept for. */
const AHEAD_MAX_MS = 366 * DAY_MS;

function assertAhead(at: number, now: number): number {
  if (at <= now) throw new AppError('invalid', 'announcements.refused.when_past');
  if (at > now + AHEAD_MAX_MS) throw new AppError('invalid', 'announcements.refused.when_far');
  return at;
}

/** The moment (ms) that staff typed, by the server's clocks. @throws AppError where it cannot be read, has passed or is too far */
export function whenTyped(typed: string, now: number, zone: string): number {
  const at = typedMoment(typed, now, zone);
  if (at === undefined) throw new AppError('invalid', 'announcements.refused.when_unclear');
  return assertAhead(at, now);
}

/** The moment of an ISO 8601 text, to the minute; one that names no zone goes by the server's clocks. */
export function whenWritten(text: string, now: number, zone: string): number {
  const exact = /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : momentOf(text.slice(0, 16), zone);
  return Math.floor(assertAhead(exact, now) / MINUTE_MS) * MINUTE_MS;
}
