import * as z from 'zod';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';

/** Entries on offer of one kind: each is a row in every server that takes them. */
export const ENTRIES_MAX = 100;

const CUSTOM_EMOJI = /^<a?:\w{2,32}:\d{15,20}>$/;
const UNICODE_EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic})$/v;
const emoji = z.string().max(64).refine((text) => text === '' || CUSTOM_EMOJI.test(text) || UNICODE_EMOJI.test(text), { message: 'one emoji' });
const STOCK_MAX = 1_000_000_000;
const LIMIT_MAX = 1_000_000;
/** -1: without a limit. */
const orUnlimited = (max: number) => z.int().min(-1).max(max);

const shopFields = {
  name: z.string().trim().min(1).max(60),
  description: z.string().trim().max(1_000),
  emoji,
  price: z.int().min(0).max(AMOUNT_MAX),
  category: z.string().trim().max(32),
  stock: orUnlimited(STOCK_MAX),
  limit_per_member: z.int().min(1).max(LIMIT_MAX).nullable(),
};

/** An item for every server. Stock and limit are what a copy begins with: afterwards they are each server's own. */
export const shopEntry = z.strictObject({
  ...shopFields, description: shopFields.description.default(''), emoji: emoji.default(''), category: shopFields.category.default(''),
  stock: shopFields.stock.default(-1), limit_per_member: shopFields.limit_per_member.default(null),
});
/** What is left out stays as it is. */
export const shopChange = z.strictObject(shopFields).partial();

const taskFields = {
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(1_500),
  reward: z.int().min(0).max(AMOUNT_MAX),
  category: z.string().trim().max(30),
  proof: z.enum(['none', 'text', 'link', 'file']),
  recurrence: z.enum(['none', 'daily', 'weekly']),
  claim_hours: z.int().min(1).max(8_760).nullable(),
  max_claims: orUnlimited(LIMIT_MAX).refine((claims) => claims !== 0, { message: '-1 or at least 1' }),
  per_member: z.int().min(1).max(50),
};

/** A task for every server; the numbers of claims are what a copy begins with. */
export const taskEntry = z.strictObject({
  ...taskFields, description: taskFields.description.default(''), category: taskFields.category.default(''), proof: taskFields.proof.default('text'),
  recurrence: taskFields.recurrence.default('none'), claim_hours: taskFields.claim_hours.default(null), max_claims: taskFields.max_claims.default(-1),
  per_member: taskFields.per_member.default(1),
});
export const taskChange = z.strictObject(taskFields).partial();

export type Kind = 'shop' | 'tasks';

/** A row of the catalogue. `value` is the entry as JSON. */
export interface EntryRow {
  kind: Kind;
  entry_id: number;
  version: number;
  value: string;
  removed: number;
  created_at: number;
  updated_at: number;
}
