import { AppError, type Refusal } from '../kernel/errors.ts';
import type { Call } from './route.ts';

/** The ETag of a version. */
export const etagOf = (version: string | number): string => `"${version}"`;

/**
 * The refusal where the client has seen another version than the record has now (`If-Match`); `*` is any. Give it to
 * ledger.refuse: a request that is sent again under its key then hears what came of the first one, not that its own change
 * has made the record newer.
 */
export function staleness({ ifMatch }: Pick<Call, 'ifMatch'>, version: string | number): Refusal | undefined {
  if (ifMatch === null || ifMatch === '*') return undefined;
  const seen = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return seen.includes(etagOf(version)) ? undefined : { code: 'stale', text: 'errors.stale' };
}

/**
 * Refuses at once where the client has seen another version. Check it on what the plan read: the guard of the write then
 * holds it until the commit.
 * @throws AppError `stale`
 */
export function expectVersion(call: Pick<Call, 'ifMatch'>, version: string | number): void {
  const refusal = staleness(call, version);
  if (refusal) throw AppError.from(refusal);
}
