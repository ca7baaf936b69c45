import { createHash } from 'node:crypto';

/** Characters that Discord takes. */
const NONCE_MAX = 25;

/** How long (ms) the same nonce is sure to name the same message; Discord says "a few minutes". */
export const NONCE_MS = 120_000;

/** A nonce that the same cause always gets again. */
export function nonceOf(...cause: (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(cause)).digest('hex').slice(0, NONCE_MAX);
}
