import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import { decodeCursor, encodeCursor, OFFSET_MAX, PER_PAGE_MAX, snowflakeId } from '../../../define/page.ts';
import { AppError } from '../../../kernel/errors.ts';
import { readBounds } from './bounds.ts';
import { momentOf } from './dates.ts';
import { legsOf, type Leg } from './leg.ts';
import { scan, type Scan, type Stretch } from './scan.ts';
import { kindOf, type Side } from './transaction-types.ts';

const TYPE_MAX = 40;
const DATE_MAX = 40;
const CURSOR_MAX = 300;
const PER_PAGE = 50;

/**
 * Entries of each index that a page by cursor looks at, for a member and a type at once: two of them hold 120 rows. The
 * first page may have to look for a date too.
 */
const WINDOW = { first: 36, next: 50 };
/** Entries without a member that a page by cursor reads past. */
const SPARE = 40;

/** What can be asked of transactions, in a list as in an export. */
export const transactionFilter = z.object({
  user_id: snowflakeId.optional(),
  type: z.string().regex(/^[a-z_]+$/).max(TYPE_MAX).optional(),
  asset: z.string().regex(/^(?:coin|item:\d{1,9})$/).optional(),
  start_date: z.string().max(DATE_MAX).optional(),
  end_date: z.string().max(DATE_MAX).optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
  cursor: z.string().min(1).max(CURSOR_MAX).optional(),
});
export type TransactionFilter = z.infer<typeof transactionFilter>;

/** As the filter, with the page asked by cursor, by number, or as limit and offset. */
export const transactionQuery = transactionFilter.extend({
  page: z.coerce.number().int().min(1).optional(),
  per_page: z.coerce.number().int().min(1).max(PER_PAGE_MAX).optional(),
  limit: z.coerce.number().int().min(1).max(PER_PAGE_MAX).optional(),
  offset: z.coerce.number().int().min(0).optional(),
});
export type TransactionQuery = z.infer<typeof transactionQuery>;

const place = z.tuple([z.int().min(0), z.enum(['from', 'to'])]);

/** The sides of an entry in the order of the list: who gives comes before who gets. */
const ORDER: Record<TransactionFilter['sort'], readonly [Side, Side]> = { newest: ['to', 'from'], oldest: ['from', 'to'] };

/** A filter with its moments in milliseconds; the end is exclusive. */
export interface Span {
  since: number | null;
  until: number | null;
}

export function spanOf({ start_date: start, end_date: end }: TransactionFilter, zone: string): Span {
  return {
    since: start === undefined ? null : momentOf(start, 'start', zone),
    until: end === undefined ? null : momentOf(end, 'end', zone),
  };
}

/** The members' sides of scanned entries that fit, and whether the scan has gone past the last moment. */
export function fitting({ rows, at }: Scan, filter: TransactionFilter, { since, until }: Span): { legs: Leg[]; past: boolean } {
  const { user_id: user, type, asset, sort, cursor } = filter;
  const [seq, side] = cursor === undefined ? [null, null] : decodeCursor(cursor, place);
  const only = type === undefined ? null : kindOf(type).side;
  const order = ORDER[sort];
  const legs = rows
    .filter((row) => (since === null || row.at >= since) && (until === null || row.at < until) && (asset === undefined || row.asset === asset))
    .flatMap((row) => legsOf(row, order))
    .filter((leg) => (user === undefined || leg.user === user) && (only === null || leg.side === only)
      && !(leg.entry.seq === seq && order.indexOf(leg.side) <= order.indexOf(side)));
  const past = at !== null && (sort === 'newest' ? since !== null && at < since : until !== null && at >= until);
  return { legs, past };
}

/** Where a list begins: at the cursor, at the moment asked for, or at an end of the ledger. */
export async function startOf(ctx: Pick<Context, 'db' | 'guildId'>, { cursor, sort }: Pick<TransactionFilter, 'cursor' | 'sort'>, { since, until }: Span): Promise<Pick<Stretch, 'start' | 'bounds'>> {
  const newest = sort === 'newest';
  const bounds = await readBounds(ctx, cursor === undefined ? (newest ? until : since) : null);
  if (cursor !== undefined) {
    const [seq, side] = decodeCursor(cursor, place);
    // After the first side of an entry the second may still be to come.
    const step = side === ORDER[sort][0] ? 0 : newest ? -1 : 1;
    return { bounds, start: seq + step };
  }
  if (!newest) return { bounds, start: since === null ? bounds.first : bounds.at };
  return { bounds, start: until === null ? bounds.last : bounds.at - 1 };
}

const cursorAfter = ({ entry, side }: Leg): string => encodeCursor([entry.seq, side]);
export const cursorPast = (seq: number, sort: TransactionFilter['sort']): string => encodeCursor([seq, ORDER[sort][1]]);

interface Paging {
  perPage: number;
  skip: number;
  /** The number of the page; null where it was not asked by number. */
  page: number | null;
  numbered: boolean;
}

function pagingOf({ page, per_page: perPage, limit, offset, cursor }: TransactionQuery): Paging {
  const size = perPage ?? limit ?? PER_PAGE;
  if (cursor !== undefined) return { perPage: size, skip: 0, page: null, numbered: false };
  const skip = offset ?? ((page ?? 1) - 1) * size;
  if (skip + size > OFFSET_MAX) throw new AppError('invalid', 'errors.page_deep', { max: OFFSET_MAX });
  return { perPage: size, skip, page: offset === undefined ? (page ?? 1) : null, numbered: page !== undefined || offset !== undefined };
}

export interface Listing {
  legs: Leg[];
  page: number | null;
  perPage: number;
  next: string | null;
}

/**
 * One page of transactions. By cursor it may hold fewer than asked and still have a next one: where the filter leaves little,
 * a page looks at a bounded stretch. A page asked by number looks further, so that the numbers before it are full.
 */
export async function readListing(ctx: Context, query: TransactionQuery): Promise<Listing> {
  const span = spanOf(query, ctx.settings.locale.timezone);
  const { perPage, skip, page, numbered } = pagingOf(query);
  const needed = skip + perPage + 1;
  const stretch = {
    ...(await startOf(ctx, query, span)),
    rows: query.asset !== undefined && numbered ? OFFSET_MAX : needed,
    window: numbered ? OFFSET_MAX : Math.min(query.cursor === undefined ? WINDOW.first : WINDOW.next, perPage + 1),
    span: numbered ? 2 * OFFSET_MAX : perPage + SPARE,
  };
  const found = await scan(ctx, { user: query.user_id, type: query.type, sort: query.sort }, stretch);
  const { legs, past } = fitting(found, query, span);
  const shown = legs.slice(skip, skip + perPage);
  const last = shown.at(-1);
  const rest = past || found.reached === null ? null : cursorPast(found.reached, query.sort);
  return { legs: shown, page, perPage, next: legs.length > skip + perPage && last ? cursorAfter(last) : rest };
}
