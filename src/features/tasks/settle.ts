import * as z from 'zod';
import type { Change, Context } from '../../define/context.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import type { Done } from '../../ledger/operation.ts';

/** What an action came to when it was planned: a change, or why there is none. */
export type Plan = Omit<Change, 'kind'> | Refusal;

/** Commits a plan, or remembers why not; a second delivery gets what the first one got. */
export function settle(ctx: Context, kind: string, plan: Plan): Promise<Done> {
  return 'code' in plan ? ctx.ledger.refuse(kind, plan) : ctx.ledger.post({ ...plan, kind });
}

/** The number of a record as it is typed: `12` or `#12`. */
export function recordNumber(typed: string): number {
  const match = /^#?(\d{1,9})$/.exec(typed.trim());
  if (!match) throw new AppError('not_found', 'tasks.refused.unknown_number');
  return Number(match[1]);
}

/** A record's number inside a custom_id. */
export const idState = z.coerce.number().int().min(1).max(1_000_000_000);
