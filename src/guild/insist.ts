import { AppError } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';
import { RESTARTED } from './protocol.ts';

/** Times that a call to the object is made. */
const CALLS_MAX = 3;

/** The instance went away under the call, which says nothing of what was asked. `retryable` and `overloaded` are the runtime's marks. */
function gone(error: unknown): boolean {
  const { message, retryable, overloaded } = error as { message?: string; retryable?: boolean; overloaded?: boolean };
  return retryable === true || overloaded === true || message?.includes(RESTARTED) === true;
}

/**
 * Calls a guild's object, again where it has just been replaced or restarted. Only for what may happen twice: reads, and
 * posts under their key. Throws what the last of CALLS_MAX calls threw,
 * and AppError `unavailable` where the object kept going away.
 */
export async function insist<T>(guild: string, what: string, call: () => Promise<T>): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await call();
    } catch (error) {
      if (made >= CALLS_MAX) throw gone(error) ? new AppError('unavailable', 'errors.unreached') : error;
      log('warn', 'guild.call', { guild, verb: what, made, error });
      await new Promise((resolve) => setTimeout(resolve, 50 * made));
    }
  }
}
