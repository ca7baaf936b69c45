import * as z from 'zod';
import { AMOUNT_MAX } from '../../kernel/limits.ts';

const snowflake = z.string().regex(/^\d{15,20}$/);

/** Hours that a timed role may last: a year. */
export const ROLE_HOURS_MAX = 8_760;
/** Actions of one item. */
export const ACTIONS_MAX = 5;
/** Characters of a message or of a note for staff. */
export const ACTION_TEXT_MAX = 500;

/** Characters of a webhook's address. */
export const ADDRESS_MAX = 300;

/** What using a copy does. */
const action = z.discriminatedUnion('do', [
  z.object({ do: z.literal('role'), role: snowflake }),
  z.object({ do: z.literal('timed_role'), role: snowflake, hours: z.int().min(1).max(ROLE_HOURS_MAX) }),
  z.object({ do: z.literal('coins'), amount: z.int().min(1).max(AMOUNT_MAX) }),
  z.object({ do: z.literal('item'), item: z.int().min(1), amount: z.int().min(1).max(1_000) }),
  z.object({ do: z.literal('message'), channel: snowflake, text: z.string().min(1).max(ACTION_TEXT_MAX) }),
  z.object({ do: z.literal('webhook'), url: z.string().max(ADDRESS_MAX) }),
  z.object({ do: z.literal('manual'), text: z.string().max(ACTION_TEXT_MAX) }),
]);

export const actions = z.array(action).max(ACTIONS_MAX);
export type Action = z.infer<typeof action>;

/** The actions of an item's row. Throws where the column holds anything else. */
export function actionsOf(column: string): Action[] {
  return actions.parse(JSON.parse(column));
}

/** Kinds that `/shop-admin action` adds, besides `clear`. */
export const ACTION_TYPES = ['role', 'timed_role', 'coins', 'item', 'message', 'webhook', 'manual'] as const;
