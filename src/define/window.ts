import { encodeCursor, OFFSET_MAX, offsetOf, type PageQuery } from './page.ts';

/** Rows that a page by cursor looks through for those that fit. */
const WINDOW_ROWS = 200;

/**
 * Rows to read for a page of a list of which only some may fit. A page by number looks further, so that those before it
 * are full.
 */
export function windowRows(query: PageQuery, filtered: boolean): number {
  const needed = offsetOf(query) + query.per_page + 1;
  if (!filtered) return needed;
  return query.cursor === undefined ? OFFSET_MAX : Math.max(WINDOW_ROWS, needed);
}

/**
 * One page out of the rows of a window. Where the window is used up the page may be short and still have a next one, which
 * goes on behind the last row that was looked at.
 * @param rows as many as windowRows said, or all that are left
 */
export function windowOf<T, U>(
  rows: T[], query: PageQuery, of: { asked: number; fits?: (row: T) => boolean; place: (row: T) => (string | number)[]; show: (row: T) => U },
) {
  const skip = offsetOf(query);
  const found = of.fits ? rows.filter(of.fits) : rows;
  const shown = found.slice(skip, skip + query.per_page);
  const last = found.length > skip + query.per_page ? shown.at(-1) : rows.length >= of.asked ? rows.at(-1) : undefined;
  return {
    data: shown.map(of.show), page: query.cursor === undefined ? query.page : null, per_page: query.per_page, total: null,
    next_cursor: last === undefined ? null : encodeCursor(of.place(last)),
  };
}
