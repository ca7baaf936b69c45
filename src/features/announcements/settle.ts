import * as z from 'zod';
import type { Change, Context } from '../../define/context.ts';
import { waitingMessage, type MessageRow } from '../../define/message-state.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import { REPEATS } from '../../kernel/wall-clock.ts';
import type { Done, Json } from '../../ledger/operation.ts';
import type { Draft } from './statements.ts';

/** What an action came to when it was planned: a change, or why there is none. */
export type Plan = Omit<Change, 'kind'> | Refusal;

/** Commits a plan, or remembers why not; a second delivery gets what the first one got. */
export function settle(ctx: Context, kind: string, plan: Plan): Promise<Done> {
  return 'code' in plan ? ctx.ledger.refuse(kind, plan) : ctx.ledger.post({ ...plan, kind });
}

/** The number of an announcement as it is typed: `12` or `#12`. */
export function announcementNumber(typed: string): number {
  const match = /^#?(\d{1,9})$/.exec(typed.trim());
  if (!match) throw new AppError('not_found', 'announcements.refused.unknown');
  return Number(match[1]);
}

/** An announcement's number inside a custom_id or an address. */
export const idState = z.coerce.number().int().min(1).max(1_000_000_000);

const optionalText = z.string().nullable();
const optionalMoment = z.int().nullable();

/** A changed announcement as its answer needs it; kept with the operation. */
const savedData = z.object({
  row: z.object({
    announcementId: z.int(), version: z.int(), title: z.string(), content: z.string(), embed: optionalText, taskId: optionalMoment,
    channel: z.string(), mention: z.string(), pin: z.int(), state: z.enum(['scheduled', 'posted', 'deleted']), wall: optionalText,
    repeat: z.enum(REPEATS), due: optionalMoment, posts: z.int(), postedAt: optionalMoment, createdBy: z.string(), createdAt: optionalMoment,
  }),
  message: z.object({
    state: z.enum(['pending_sync', 'synced', 'orphaned', 'failed']), messageId: optionalText, channel: z.string(), pinned: z.int(), error: z.string(),
  }).nullable(),
  posting: z.boolean(),
});

/** An announcement with its message, whether just saved or read. */
export interface Shown {
  row: Draft & { createdBy: string; createdAt: number; updatedAt: number };
  message: MessageRow | null;
}

/** What an operation keeps of the announcement that it saves. */
export function kept(row: Draft & { createdBy: string; createdAt: number | null }, message: MessageRow | null, posting: boolean): Json {
  return savedData.parse({ row, message, posting });
}

/** The announcement as an operation saved it; moments that the commit filled in are its own. */
export function savedBy({ data, at }: Done): Shown {
  const { row, message, posting } = savedData.parse(data);
  return {
    row: { ...row, postedAt: posting ? at : row.postedAt, createdAt: row.createdAt ?? at, updatedAt: at },
    message,
  };
}

/** The message of an announcement after a change that draws it anew; an orphaned one stays away. */
export function redrawn(message: MessageRow | null): MessageRow | null {
  if (message === null || message.state === 'orphaned') return message;
  return waitingMessage(message.channel, message.messageId, message.pinned);
}
