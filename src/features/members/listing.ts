import type { Row } from '../../db/database.ts';
import type { Guilds } from '../../db/client.ts';
import type { Texts } from '../../i18n/texts.ts';
import { accountUser } from '../../ledger/accounts.ts';
import { avatarUrl, momentOf, textOf, type MemberState } from './known.ts';

/** Accounts that a server may have to be sorted by something that has no index. */
export const SORTED_WHOLE_MAX = 2_000;

export const SORTS = ['balance', 'name', 'joined', 'last_active', 'earned', 'spent'] as const;
type Sort = (typeof SORTS)[number];

/** What every list row has: the account by its row, the member and the newest entry beside it, each by primary key. */
const COLUMNS = `a.account_id, a.balance, a.total_in, a.total_out, m.state, m.since, m.name, m.avatar, m.joined_at, m.checked_at, e.at AS active_at,
  (SELECT COALESCE(SUM(i.balance), 0) FROM account AS i WHERE i.guild = a.guild AND i.account_id = a.account_id
    AND i.asset >= 'item:' AND i.asset < 'item;') AS pieces`;
const BESIDE = `LEFT JOIN member AS m ON m.guild = a.guild AND m.user_id = substr(a.account_id, 3)
  LEFT JOIN entry AS e ON e.guild = a.guild AND e.seq = a.last_seq`;
const MEMBERS = "a.guild = ?1 AND a.account_id >= 'u' AND a.asset = 'coin'";

/** A mark of staff ends with the next movement: commands write no row here, so the list looks at both. */
const ACTIVE = "(COALESCE(m.state, 'active') = 'active' OR (m.state = 'inactive' AND e.at > m.since))";

export type Order = 'asc' | 'desc';

/** Names begin with A and those who came first are first; all else goes from the most down. */
export const usualOrder = (sort: Sort): Order => (sort === 'name' || sort === 'joined' ? 'asc' : 'desc');

/** What has no index. Whose day of joining is unknown comes last either way. */
const ORDERS: Record<Exclude<Sort, 'balance' | 'name'>, string> = {
  joined: 'm.joined_at IS NULL, m.joined_at', last_active: 'a.last_seq', earned: 'a.total_in', spent: 'a.total_out',
};

export interface Wanted {
  guild: string;
  inactiveToo: boolean;
  limit: number;
  offset: number;
  order: Order;
}

async function rowsOf(db: Guilds, sql: string, ...params: unknown[]): Promise<Row[]> {
  return (await db.$client.prepare(sql).bind(...params).all<Row>()).results;
}

/** By the index of balances, read from either end; reads one row more for each inactive member that it passes. */
export function byBalance(db: Guilds, { guild, inactiveToo, limit, offset, order }: Wanted, after: [balance: number, account: string] | null): Promise<Row[]> {
  const richest = 'AND a.balance <= ?4 AND (a.balance < ?4 OR a.account_id > ?5)';
  const poorest = 'AND a.balance >= ?4 AND (a.balance > ?4 OR a.account_id < ?5)';
  const place = after === null ? '' : order === 'desc' ? richest : poorest;
  return rowsOf(db, `SELECT ${COLUMNS} FROM account AS a INDEXED BY account_rank ${BESIDE} WHERE ${MEMBERS} ${place}
    ${inactiveToo ? '' : `AND ${ACTIVE}`} ORDER BY ${order === 'desc' ? 'a.balance DESC, a.account_id' : 'a.balance, a.account_id DESC'} LIMIT ?2 OFFSET ?3`, guild, limit, offset, ...(after ?? []));
}

/** By name, of those whose name is known, which begin with `begins`. */
export function byName(
  db: Guilds, { guild, inactiveToo, limit, offset, order }: Wanted, { begins, after }: { begins: string; after: [name: string, user: string] | null },
): Promise<Row[]> {
  const compared = order === 'asc' ? '>' : '<';
  const beyond = after ? `(m.name ${compared} ?6 COLLATE NOCASE OR (m.name = ?6 COLLATE NOCASE AND m.user_id ${compared} ?7))` : '(?6 = ?7)';
  // The place of a page is an end of what is read of the index; it takes in the names like it, and `beyond` drops those before.
  const downwards = after !== null && order === 'desc';
  const upTo = downwards ? '<=' : '<';
  const from = after !== null && order === 'asc' ? after[0] : begins;
  const to = downwards ? after[0] : `${begins}\u{10ffff}`;
  return rowsOf(db, `SELECT ${COLUMNS}, m.user_id FROM member AS m INDEXED BY member_name
      CROSS JOIN account AS a ON a.guild = m.guild AND a.account_id = 'u:' || m.user_id AND a.asset = 'coin'
      LEFT JOIN entry AS e ON e.guild = a.guild AND e.seq = a.last_seq
    WHERE m.guild = ?1 AND m.name <> '' AND m.name >= ?4 COLLATE NOCASE AND m.name ${upTo} ?5 COLLATE NOCASE
      AND ${beyond} ${inactiveToo ? '' : `AND ${ACTIVE}`}
    ORDER BY m.name COLLATE NOCASE ${order}, m.user_id ${order} LIMIT ?2 OFFSET ?3`,
  guild, limit, offset, from, to, after?.[0] ?? '', after?.[1] ?? '');
}

/** Sorted by what has no index: reads every account of the server, so only up to SORTED_WHOLE_MAX. null where there are more. */
export async function byOther(db: Guilds, sort: Exclude<Sort, 'balance' | 'name'>, { guild, inactiveToo, limit, offset, order }: Wanted): Promise<Row[] | null> {
  const [size] = await rowsOf(db, `SELECT COUNT(*) AS n FROM (SELECT 1 FROM account AS a INDEXED BY account_rank WHERE ${MEMBERS} LIMIT ?2)`, guild, SORTED_WHOLE_MAX + 1);
  if (Number(size?.['n']) > SORTED_WHOLE_MAX) return null;
  return rowsOf(db, `SELECT ${COLUMNS} FROM account AS a INDEXED BY account_rank ${BESIDE} WHERE ${MEMBERS} ${inactiveToo ? '' : `AND ${ACTIVE}`}
    ORDER BY ${ORDERS[sort]} ${order}, a.account_id LIMIT ?2 OFFSET ?3`, guild, limit, offset);
}

/** Members by id, also those who have a row and no account. */
export function byIds(db: Guilds, guild: string, users: string[]): Promise<Row[]> {
  return rowsOf(db, `SELECT 'u:' || w.value AS account_id, COALESCE(a.balance, 0) AS balance, COALESCE(a.total_in, 0) AS total_in, COALESCE(a.total_out, 0) AS total_out,
      m.state, m.since, m.name, m.avatar, m.joined_at, m.checked_at, e.at AS active_at,
      (SELECT COALESCE(SUM(i.balance), 0) FROM account AS i WHERE i.guild = ?1 AND i.account_id = 'u:' || w.value AND i.asset >= 'item:' AND i.asset < 'item;') AS pieces
    FROM json_each(?2) AS w LEFT JOIN account AS a ON a.guild = ?1 AND a.account_id = 'u:' || w.value AND a.asset = 'coin'
      LEFT JOIN member AS m ON m.guild = ?1 AND m.user_id = w.value LEFT JOIN entry AS e ON e.guild = ?1 AND e.seq = a.last_seq
    WHERE a.guild IS NOT NULL OR m.guild IS NOT NULL`, guild, JSON.stringify(users));
}

/** One member by id. */
export const byId = (db: Guilds, guild: string, user: string): Promise<Row[]> => byIds(db, guild, [user]);

export const userOf = (row: Row): string => accountUser(String(row['account_id'])) ?? '';

/** Where a member stands now: a mark of staff has ended where they have acted since. */
export function stateOf(row: Row): MemberState {
  const state = (row['state'] ?? 'active') as MemberState;
  return state === 'inactive' && Number(row['active_at'] ?? 0) > Number(row['since']) ? 'active' : state;
}

/** A row as the API shows it. */
export function shownUser(row: Row, { t }: Texts) {
  const state = stateOf(row);
  const name = textOf(row, 'name');
  return {
    user_id: userOf(row), name: state === 'erased' ? t('members.deleted') : name || null, avatar_url: avatarUrl(textOf(row, 'avatar')),
    balance: Number(row['balance']), inventory_count: Number(row['pieces']), total_earned: Number(row['total_in']), total_spent: Number(row['total_out']),
    is_active: state === 'active', state, left_at: state === 'left' ? momentOf(row['since']) : null,
    joined_at: momentOf(row['joined_at']), last_active_at: momentOf(row['active_at']),
  };
}
