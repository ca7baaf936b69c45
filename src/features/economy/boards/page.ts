import type { Context } from '../../../define/context.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { countBetween, rowsAfter, rowsBefore, valueOn, type Mark, type RankedRow } from './rows.ts';
import { loadSnapshot } from './snapshot.ts';
import { boardSource, type BoardQuery, type Source } from './source.ts';

/** Members on a page. */
const BOARD_PAGE = 10;

/** Places that are counted from the top instead of looked up in a snapshot. */
const COUNTED_PLACES = 40;

export interface BoardPage {
  rows: RankedRow[];
  /** Place of the first row. */
  place: number;
  /** Moment of the snapshot that the places go back to, or null where they were counted. */
  about: number | null;
  more: boolean;
}

/** Where a page begins: after or before a row of the page that is shown now, whose place is known. */
export interface Turn {
  move: 'next' | 'previous';
  mark: Mark;
  place: number;
  about: number | null;
}

/** The first page. */
export async function firstPage(ctx: Context, query: BoardQuery): Promise<BoardPage> {
  return paged(await rowsAfter(ctx, boardSource(ctx, query), null, BOARD_PAGE + 1), 1, null);
}

/** The page after or before the one that is shown; what became too short for a page above is the first page. */
export async function turnedPage(ctx: Context, query: BoardQuery, { move, mark, place, about }: Turn): Promise<BoardPage> {
  const source = boardSource(ctx, query);
  if (move === 'next') {
    const rows = await rowsAfter(ctx, source, mark, BOARD_PAGE + 1);
    return rows.length === 0 ? firstPage(ctx, query) : paged(rows, place + 1, about);
  }
  const rows = await rowsBefore(ctx, source, mark, BOARD_PAGE);
  if (rows.length < BOARD_PAGE || place <= BOARD_PAGE) return firstPage(ctx, query);
  return { rows, place: place - BOARD_PAGE, about, more: true };
}

/**
 * A page by its number: near the top by counting, further down from the snapshot's nearest mark.
 * @returns null where the board has not been counted yet
 */
export async function numberedPage(ctx: Context, query: BoardQuery, page: number): Promise<BoardPage | null> {
  const source = boardSource(ctx, query);
  const skip = (page - 1) * BOARD_PAGE;
  if (skip < COUNTED_PLACES) return paged((await rowsAfter(ctx, source, null, skip + BOARD_PAGE + 1)).slice(skip), skip + 1, null);
  const snapshot = await loadSnapshot(ctx, source);
  if (!snapshot) return null;
  const index = Math.floor(skip / snapshot.step);
  const mark = snapshot.marks[index];
  if (!mark || skip >= snapshot.members) return paged([], skip + 1, snapshot.at);
  const beyond = skip - index * snapshot.step;
  const rows = await rowsAfter(ctx, source, mark, beyond + BOARD_PAGE + 1, 'at');
  return paged(rows.slice(beyond), skip + 1, snapshot.at);
}

function paged(rows: RankedRow[], place: number, about: number | null): BoardPage {
  return { rows: rows.slice(0, BOARD_PAGE), place, about, more: rows.length > BOARD_PAGE };
}

/** A member's place. `place` is null while the board has not been counted. */
export interface Standing {
  mark: Mark;
  place: number | null;
  about: number | null;
}

/** Where a member stands, or null for somebody who is not on the board. */
export async function standingOf(ctx: Context, query: BoardQuery, userId: string): Promise<Standing | null> {
  const source = boardSource(ctx, query);
  const account = memberAccount(userId);
  const value = await valueOn(ctx, source, account);
  if (value === null) return null;
  const mark = { value, account };
  const above = await countBetween(ctx, source, null, mark, COUNTED_PLACES + 1);
  if (above <= COUNTED_PLACES) return { mark, place: above + 1, about: null };
  return standingFar(ctx, source, mark);
}

async function standingFar(ctx: Context, source: Source, mark: Mark): Promise<Standing> {
  const snapshot = await loadSnapshot(ctx, source);
  if (!snapshot) return { mark, place: null, about: null };
  const { marks, step, at } = snapshot;
  const passed = marksAbove(marks, mark);
  const nearest = marks[passed - 1];
  if (!nearest) return { mark, place: COUNTED_PLACES + 1, about: at };
  const beyond = await countBetween(ctx, source, nearest, mark, 2 * step);
  return { mark, place: Math.max(COUNTED_PLACES + 1, (passed - 1) * step + beyond + 1), about: at };
}

/** How many marks stand at or above a place; the marks are in order. */
function marksAbove(marks: Mark[], { value, account }: Mark): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const mark = marks[middle];
    if (mark && (mark.value > value || (mark.value === value && mark.account <= account))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The page with a member in its middle.
 * @returns null where the member is not on the board, 'uncounted' where the board is being counted
 */
export async function pageAround(ctx: Context, query: BoardQuery, userId: string): Promise<BoardPage | 'uncounted' | null> {
  const standing = await standingOf(ctx, query, userId);
  if (!standing) return null;
  const { mark, place, about } = standing;
  if (place === null) return 'uncounted';
  if (place <= BOARD_PAGE) return firstPage(ctx, query);
  const source = boardSource(ctx, query);
  const above = await rowsBefore(ctx, source, mark, BOARD_PAGE / 2 - 1);
  const rows = await rowsAfter(ctx, source, mark, BOARD_PAGE - above.length + 1, 'at');
  return paged([...above, ...rows], Math.max(1, place - above.length), about);
}
