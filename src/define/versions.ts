import { AppError } from '../kernel/errors.ts';
import type { Call } from './route.ts';

/** The ETag of a version. */
export const etagOf = (version: string | number): string => `"${version}"`;

/**
 * Refuses where the client has seen another version than the record has now (`If-Match`); `*` is any. Check it on what
 * the plan read: the guard of the write then holds it until the commit.
 * @throws AppError `stale`
 */
export function expectVersion({ ifMatch }: Pick<Call, 'ifMatch'>, version: string | number): void {
  if (ifMatch === null || ifMatch === '*') return;
  const seen = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (!seen.includes(etagOf(version))) throw new AppError('stale', 'errors.stale');
}
