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

const ORDERS: Record<Exclude<Sort, 'balance' | 'name'>, string> = {
  joined: 'm.joined_at IS NULL, m.joined_at, a.account_id', last_active: 'a.last_seq DESC, a.account_id',
  earned: 'a.total_in DESC, a.account_id', spent: 'a.total_out DESC, a.account_id',
};

export interface Wanted {
  guild: string;
  inactiveToo: boolean;
  limit: number;
  offset: number;
}

async function rowsOf(db: Guilds, sql: string, ...params: unknown[]): Promise<Row[]> {
  return (await db.$client.prepare(sql).bind(...params).all<Row>()).results;
}

/** Richest first, by the index of balances; reads one row more for each inactive member that it passes. */
export function byBalance(db: Guilds, { guild, inactiveToo, limit, offset }: Wanted, after: [balance: number, account: string] | null): Promise<Row[]> {
  const place = after ? 'AND a.balance <= ?4 AND (a.balance < ?4 OR a.account_id > ?5)' : '';
  return rowsOf(db, `SELECT ${COLUMNS} FROM account AS a INDEXED BY account_rank ${BESIDE} WHERE ${MEMBERS} ${place}
    ${inactiveToo ? '' : `AND ${ACTIVE}`} ORDER BY a.balance DESC, a.account_id LIMIT ?2 OFFSET ?3`, guild, limit, offset, ...(after ?? []));
}

/** By name, of those whose name is known, from `from` on or beginning with it. */
export function byName(
  db: Guilds, { guild, inactiveToo, limit, offset }: Wanted, { begins, after }: { begins: string; after: [name: string, user: string] | null },
): Promise<Row[]> {
  return rowsOf(db, `SELECT ${COLUMNS}, m.user_id FROM member AS m INDEXED BY member_name
      CROSS JOIN account AS a ON a.guild = m.guild AND a.account_id = 'u:' || m.user_id AND a.asset = 'coin'
      LEFT JOIN entry AS e ON e.guild = a.guild AND e.seq = a.last_seq
    WHERE m.guild = ?1 AND m.name <> '' AND m.name >= ?4 COLLATE NOCASE AND m.name < ?5 COLLATE NOCASE
      AND (m.name > ?6 COLLATE NOCASE OR (m.name = ?6 COLLATE NOCASE AND m.user_id > ?7)) ${inactiveToo ? '' : `AND ${ACTIVE}`}
    ORDER BY m.name COLLATE NOCASE, m.user_id LIMIT ?2 OFFSET ?3`,
  guild, limit, offset, after ? after[0] : begins, `${begins}\u{10ffff}`, after ? after[0] : '', after ? after[1] : '');
}

/** Sorted by what has no index: reads every account of the server, so only up to SORTED_WHOLE_MAX. null where there are more. */
export async function byOther(db: Guilds, sort: Exclude<Sort, 'balance' | 'name'>, { guild, inactiveToo, limit, offset }: Wanted): Promise<Row[] | null> {
  const [size] = await rowsOf(db, `SELECT COUNT(*) AS n FROM (SELECT 1 FROM account AS a INDEXED BY account_rank WHERE ${MEMBERS} LIMIT ?2)`, guild, SORTED_WHOLE_MAX + 1);
  if (Number(size?.['n']) > SORTED_WHOLE_MAX) return null;
  return rowsOf(db, `SELECT ${COLUMNS} FROM account AS a INDEXED BY account_rank ${BESIDE} WHERE ${MEMBERS} ${inactiveToo ? '' : `AND ${ACTIVE}`}
    ORDER BY ${ORDERS[sort]} LIMIT ?2 OFFSET ?3`, guild, limit, offset);
}

/** One member by id, also one who has a row and no account. */
export function byId(db: Guilds, guild: string, user: string): Promise<Row[]> {
  return rowsOf(db, `SELECT ?3 AS account_id, COALESCE(a.balance, 0) AS balance, COALESCE(a.total_in, 0) AS total_in, COALESCE(a.total_out, 0) AS total_out,
      m.state, m.since, m.name, m.avatar, m.joined_at, m.checked_at, e.at AS active_at,
      (SELECT COALESCE(SUM(i.balance), 0) FROM account AS i WHERE i.guild = ?1 AND i.account_id = ?3 AND i.asset >= 'item:' AND i.asset < 'item;') AS pieces
    FROM (SELECT 1) LEFT JOIN account AS a ON a.guild = ?1 AND a.account_id = ?3 AND a.asset = 'coin'
      LEFT JOIN member AS m ON m.guild = ?1 AND m.user_id = ?2 LEFT JOIN entry AS e ON e.guild = ?1 AND e.seq = a.last_seq
    WHERE a.guild IS NOT NULL OR m.guild IS NOT NULL`, guild, user, `u:${user}`);
}

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
