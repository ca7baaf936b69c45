import type { Done } from '../../../ledger/operation.ts';

/** A field of what an operation stored for its reply, or undefined. */
export function outcomeField({ data }: Done, name: string): string | number | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const value = data[name];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
