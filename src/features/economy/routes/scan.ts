import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import type { Bounds } from './bounds.ts';
import { ENTRY_COLUMNS, type EntryLine } from './leg.ts';
import { kindOf, SYSTEM_KINDS, type Side } from './transaction-types.ts';

/** Which entries are looked for. */
export interface Wanted {
  user?: string | undefined;
  type?: string | undefined;
  /** `newest`: downwards. */
  sort: 'newest' | 'oldest';
}

export interface Scan {
  /** The entries that fit, in order. */
  rows: EntryLine[];
  /** The entry up to which everything has been looked at, where there may be more behind it. */
  reached: number | null;
  /** The moment of the last entry that was looked at, whether it fits or not. */
  at: number | null;
}

/** Which stretch of the ledger is looked at. */
export interface Stretch {
  /** Entries from here on, this one included. */
  start: number;
  bounds: Bounds;
  /** Entries that are enough. */
  rows: number;
  /** Entries of each index that are looked at where a member and a type are asked for at once. */
  window: number;
  /** Entries that are looked at where neither is. */
  span: number;
}

const columns = sql.raw(ENTRY_COLUMNS);
const OWN: Record<Side, SQL> = { from: sql`from_account`, to: sql`to_account` };
const INDEX: Record<Side, SQL> = { from: sql`entry_from`, to: sql`entry_to` };

const direction = ({ sort }: Wanted): { beyond: (start: number) => SQL; order: SQL } =>
  sort === 'newest' ? { beyond: (start) => sql`seq <= ${start}`, order: sql`DESC` } : { beyond: (start) => sql`seq >= ${start}`, order: sql`ASC` };

/**
 * Reads entries by the index that the filter has: members by entry_from and entry_to, merged; types by entry_kind; without
 * a filter by primary key. Each reads about as many rows as it gives. A member and a type at once: see readBoth.
 */
export async function scan(ctx: Pick<Context, 'db' | 'guildId'>, wanted: Wanted, stretch: Stretch): Promise<Scan> {
  const { user, type } = wanted;
  if (type !== undefined && SYSTEM_KINDS.includes(type)) return { rows: [], reached: null, at: null };
  if (user !== undefined && type !== undefined) return readBoth(ctx, wanted, stretch, memberAccount(user), kindOf(type));
  if (user === undefined && type === undefined) return readAll(ctx, wanted, stretch);
  const source = user === undefined
    ? byKind(ctx.guildId, wanted, stretch.start, kindOf(type ?? ''))
    : byMember(ctx.guildId, wanted, stretch.start, memberAccount(user), ['from', 'to']);
  const rows = await ctx.db.all<EntryLine>(sql`${source} LIMIT ${stretch.rows}`);
  const last = rows.at(-1);
  return { rows, reached: rows.length === stretch.rows ? (last?.seq ?? null) : null, at: last?.at ?? null };
}

function byMember(guild: string, wanted: Wanted, start: number, account: string, sides: Side[]): SQL {
  const { beyond, order } = direction(wanted);
  // The indexes are partial (`>= 'u'`), and named, so that no other can be taken.
  const side = (of: Side): SQL => sql`SELECT ${columns} FROM entry INDEXED BY ${INDEX[of]}
    WHERE guild = ${guild} AND ${OWN[of]} = ${account} AND ${OWN[of]} >= 'u' AND ${beyond(start)}`;
  return sql`${sql.join(sides.map(side), sql` UNION ALL `)} ORDER BY seq ${order}`;
}

function byKind(guild: string, wanted: Wanted, start: number, { kind, side }: ReturnType<typeof kindOf>): SQL {
  const { beyond, order } = direction(wanted);
  const ofMember = side === null ? sql`(from_account >= 'u' OR to_account >= 'u')` : sql`${OWN[side]} >= 'u'`;
  return sql`SELECT ${columns} FROM entry INDEXED BY entry_kind
    WHERE guild = ${guild} AND kind = ${kind} AND ${ofMember} AND ${beyond(start)} ORDER BY seq ${order}`;
}

/** By primary key, over a stretch of numbers: long runs of the system's own entries are not read through in one go. */
async function readAll({ db, guildId }: Pick<Context, 'db' | 'guildId'>, wanted: Wanted, stretch: Stretch): Promise<Scan> {
  const { beyond, order } = direction(wanted);
  const { start, span, bounds } = stretch;
  const end = wanted.sort === 'newest' ? Math.min(start, bounds.last) - span + 1 : Math.max(start, bounds.first) + span - 1;
  const rows = await db.all<EntryLine>(sql`SELECT ${columns} FROM entry WHERE guild = ${guildId} AND ${beyond(start)}
    AND ${wanted.sort === 'newest' ? sql`seq >= ${end}` : sql`seq <= ${end}`}
    AND (from_account >= 'u' OR to_account >= 'u') ORDER BY seq ${order} LIMIT ${stretch.rows}`);
  const last = rows.at(-1);
  const at = last?.at ?? null;
  if (rows.length === stretch.rows) return { rows, reached: last?.seq ?? null, at };
  const more = wanted.sort === 'newest' ? end > bounds.first : end < bounds.last;
  return { rows, reached: more ? end : null, at };
}

/**
 * A member's entries of one type. Neither index need be selective, so a window of each is read, and the one that came
 * further holds every match up to there: of a busy member and a rare type it is the type's, the other way the member's.
 */
async function readBoth(
  { db, guildId }: Pick<Context, 'db' | 'guildId'>, wanted: Wanted, stretch: Stretch, account: string, of: ReturnType<typeof kindOf>,
): Promise<Scan> {
  const { start, window } = stretch;
  const sides: Side[] = of.side === null ? ['from', 'to'] : [of.side];
  const [own, typed] = await Promise.all([
    db.all<EntryLine>(sql`${byMember(guildId, wanted, start, account, sides)} LIMIT ${window}`),
    db.all<EntryLine>(sql`${byKind(guildId, wanted, start, of)} LIMIT ${window}`),
  ]);
  const reach = (rows: EntryLine[]): number => (rows.length < window ? Number.MAX_SAFE_INTEGER : Math.abs((rows.at(-1)?.seq ?? 0) - start));
  const further = reach(own) >= reach(typed) ? own : typed;
  const rows = further.filter((row) => row.kind === of.kind && sides.some((side) => row[`${side}_account`] === account));
  const last = further.at(-1);
  return { rows, reached: further.length < window ? null : (last?.seq ?? null), at: last?.at ?? null };
}
