import * as z from 'zod';
import { AppError } from '../kernel/errors.ts';

/** Rows that a page holds at most, and rows that may be skipped by number: beyond them only a cursor goes. */
export const PER_PAGE_MAX = 100;
export const OFFSET_MAX = 1_000;
const CURSOR_MAX = 300;

/** How a list is asked for. A cursor goes before a page number. */
export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(PER_PAGE_MAX).default(50),
  cursor: z.string().min(1).max(CURSOR_MAX).optional(),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** A yes or no in an address. */
export const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');

/** An id of Discord in an address or a body. */
export const snowflakeId = z.string().regex(/^\d{17,20}$/);

/** The one envelope of lists. `total` is null where counting would cost more than the page. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({
    data: z.array(item), page: z.int().nullable(), per_page: z.int(), total: z.int().nullable(), next_cursor: z.string().nullable(),
  });
}

/**
 * Rows to skip for a page number; 0 with a cursor.
 * @throws AppError `invalid` past OFFSET_MAX, where each skipped row would be read and paid for
 */
export function offsetOf({ page, per_page, cursor }: PageQuery): number {
  if (cursor !== undefined) return 0;
  const offset = (page - 1) * per_page;
  if (offset + per_page > OFFSET_MAX) throw new AppError('invalid', 'errors.page_deep', { max: OFFSET_MAX });
  return offset;
}

/** The place after a row, as an opaque text. */
export function encodeCursor(place: (string | number)[]): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(place)))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The place that a cursor names. @throws AppError `invalid` for anything that is none of ours */
export function decodeCursor<T extends z.ZodType>(cursor: string, place: T): z.output<T> {
  const wrong = new AppError('invalid', 'errors.cursor');
  if (!/^[\w-]+$/.test(cursor)) throw wrong;
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const parsed = place.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (parsed.success) return parsed.data;
  } catch (error) {
    // Neither base64 nor JSON: the same answer as for a cursor of another list.
    if (!(error instanceof SyntaxError) && !(error instanceof DOMException)) throw error;
  }
  throw wrong;
}

/** One page of rows that were read with one more than asked: the extra row says that there is a next page. */
export function pageOf<T, U>(rows: T[], query: PageQuery, more: { total: number | null; place: (row: T) => (string | number)[]; show: (row: T) => U }) {
  const shown = rows.slice(0, query.per_page);
  const last = shown.at(-1);
  return {
    data: shown.map(more.show), page: query.cursor === undefined ? query.page : null, per_page: query.per_page, total: more.total,
    next_cursor: rows.length > query.per_page && last !== undefined ? encodeCursor(more.place(last)) : null,
  };
}
