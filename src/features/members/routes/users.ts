import * as z from 'zod';
import type { Row } from '../../../db/database.ts';
import { decodeCursor, flag, listOf, offsetOf, pageOf, pageQuery } from '../../../define/page.ts';
import { guildRoute, ok, type ApiContext } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { byBalance, byIds, byName, byOther, shownUser, SORTED_WHOLE_MAX, SORTS, userOf, usualOrder, type Wanted } from '../listing.ts';
import { lookUp } from '../lookup.ts';
import { userShape } from './shapes.ts';

/** Members that one request asks Discord for; the rest keep their place and are asked for next time. */
const LOOKUPS_MAX = 5;
const SEARCH_MAX = 80;

const query = pageQuery.extend({
  sort_by: z.enum(SORTS).default('balance'),
  /** Left out: names and days of joining from the first on, all else from the most down. */
  order: z.enum(['asc', 'desc']).optional(),
  include_inactive: flag.default(false),
  /** An id, or the beginning of a name that is known. */
  q: z.string().trim().min(1).max(SEARCH_MAX).optional(),
  /** These members and no others, up to 50 with commas between; those whom nobody knows are left out. */
  ids: z.string().regex(/^\d{17,20}(?:,\d{17,20}){0,49}$/).optional(),
});
type Query = z.infer<typeof query>;

const PLACE = { balance: z.tuple([z.number(), z.string()]), name: z.tuple([z.string(), z.string()]), other: z.tuple([z.number().int().min(0).max(SORTED_WHOLE_MAX)]) };

async function rowsFor(ctx: ApiContext, asked: Query, wanted: Wanted): Promise<{ rows: Row[]; place: (row: Row) => (string | number)[] }> {
  const { q, sort_by: sort, cursor } = asked;
  const ids = asked.ids ?? (q !== undefined && /^\d{17,20}$/.test(q) ? q : undefined);
  if (ids !== undefined) {
    const rows = await byIds(ctx.db, ctx.guildId, [...new Set(ids.split(','))]);
    return { rows: wanted.offset > 0 ? [] : rows, place: () => [] };
  }
  if (q !== undefined || sort === 'name') {
    const after = cursor === undefined ? null : decodeCursor(cursor, PLACE.name);
    return { rows: await byName(ctx.db, wanted, { begins: q ?? '', after }), place: (row) => [String(row['name']), String(row['user_id'])] };
  }
  if (sort === 'balance') {
    const after = cursor === undefined ? null : decodeCursor(cursor, PLACE.balance);
    return { rows: await byBalance(ctx.db, wanted, after), place: (row) => [Number(row['balance']), String(row['account_id'])] };
  }
  const offset = cursor === undefined ? wanted.offset : decodeCursor(cursor, PLACE.other)[0];
  const rows = await byOther(ctx.db, sort, { ...wanted, offset });
  if (!rows) throw new AppError('invalid', 'members.refused.sort', { max: SORTED_WHOLE_MAX });
  return { rows, place: () => [offset + asked.per_page] };
}

/** The rows, with the names of a few that nobody has asked Discord for yet. */
async function named(ctx: ApiContext, rows: Row[]): Promise<Row[]> {
  const unknown = rows.filter((row) => row['checked_at'] === null || (row['checked_at'] === 0 && row['state'] !== 'erased')).slice(0, LOOKUPS_MAX);
  if (unknown.length === 0) return rows;
  const found = await lookUp(ctx, unknown.map(userOf));
  return rows.map((row) => {
    const told = found.get(userOf(row));
    return told ? { ...row, name: told.name, avatar: told.avatar, joined_at: told.joinedAt } : row;
  });
}

export const listUsers = guildRoute({
  method: 'GET', path: '/api/:server_id/users', access: 'staff',
  summary: 'Members with balance and activity; sort_by other than balance and name only on servers of up to 2,000 accounts',
  query, reply: listOf(userShape),
  async run(ctx, { query: asked }) {
    const wanted = { guild: ctx.guildId, inactiveToo: asked.include_inactive, limit: asked.per_page + 1, offset: offsetOf(asked), order: asked.order ?? usualOrder(asked.sort_by) };
    const { rows, place } = await rowsFor(ctx, asked, wanted);
    const shown = [...await named(ctx, rows.slice(0, asked.per_page)), ...rows.slice(asked.per_page)];
    // A cursor says where the row stood when it was read, so the place is taken before names are filled in.
    const places = new Map(shown.map((row, index) => [row, place(rows[index] ?? row)]));
    return ok(pageOf(shown, asked, { total: null, place: (row) => places.get(row) ?? [], show: (row) => shownUser(row, ctx.texts) }));
  },
});
