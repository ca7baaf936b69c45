import type { Row } from '../../db/database.ts';
import type { Guilds } from '../../db/client.ts';

/** Bounds of what one profile reads. */
const ITEMS_MAX = 100;
const LOTS_MAX = 100;
const RECENT = 10;
const INCOME_ENTRIES = 500;
const CLAIMS_MAX = 1_000;
const GRAPH_ENTRIES = 300;
/** Points of the balance's graph that are shown, spread over the entries that were read. */
const GRAPH_POINTS = 60;

/** The newest entries of an account's coins, each side by its own partial index. */
const newest = (columns: string): string => {
  const side = (column: string, index: string): string => `SELECT * FROM (SELECT ${columns} FROM entry INDEXED BY ${index}
    WHERE guild = ?1 AND ${column} = ?2 AND ${column} >= 'u' ORDER BY seq DESC LIMIT ?3)`;
  return `${side('from_account', 'entry_from')} UNION ALL ${side('to_account', 'entry_to')} ORDER BY seq DESC LIMIT ?3`;
};

const ENTRY = 'seq, kind, asset, from_account, to_account, amount, from_after, to_after, note, at';

const READS = {
  items: `SELECT a.asset, a.balance, i.name FROM account AS a LEFT JOIN shop_item AS i ON i.guild = a.guild AND i.item_id = CAST(substr(a.asset, 6) AS INTEGER)
    WHERE a.guild = ?1 AND a.account_id = ?2 AND a.asset >= 'item:' AND a.asset < 'item;' AND a.balance > 0 LIMIT ${ITEMS_MAX}`,
  lots: `SELECT asset, seq, amount, unused, price, bought, expires_at, at FROM lot WHERE guild = ?1 AND owner = ?2 ORDER BY asset, seq LIMIT ${LOTS_MAX}`,
  daily: "SELECT at, streak FROM cooldown WHERE guild = ?1 AND account_id = ?2 AND name = 'daily'",
  claims: `SELECT state, COUNT(*) AS n FROM (SELECT state FROM claim INDEXED BY claim_member WHERE guild = ?1 AND member = substr(?2, 3)
    ORDER BY claimed_at DESC LIMIT ${CLAIMS_MAX}) GROUP BY state`,
  income: `SELECT kind, COUNT(*) AS n, SUM(amount) AS amount FROM (SELECT kind, amount, asset FROM entry INDEXED BY entry_to
    WHERE guild = ?1 AND to_account = ?2 AND to_account >= 'u' ORDER BY seq DESC LIMIT ${INCOME_ENTRIES}) WHERE asset = 'coin' GROUP BY kind ORDER BY amount DESC`,
} as const;

interface ProfileRows {
  items: Row[];
  lots: Row[];
  daily: Row | undefined;
  claims: Row[];
  income: Row[];
  recent: Row[];
  points: { at: string; balance: number }[];
}

/** What a profile shows beside the wallet, in one call; each part bounded. */
export async function readProfileRows(db: Guilds, guild: string, account: string): Promise<ProfileRows> {
  const d1 = db.$client;
  const parts = Object.values(READS).map((sql) => d1.prepare(sql).bind(guild, account));
  const recent = d1.prepare(newest(ENTRY)).bind(guild, account, RECENT);
  const graph = d1.prepare(newest(ENTRY)).bind(guild, account, GRAPH_ENTRIES);
  const [items, lots, daily, claims, income, last, moved] = (await d1.batch<Row>([...parts, recent, graph])).map(({ results }) => results);
  return {
    items: items ?? [], lots: lots ?? [], daily: daily?.[0], claims: claims ?? [], income: income ?? [], recent: last ?? [],
    points: pointsOf(moved ?? [], account),
  };
}

/** The balance after each of up to GRAPH_POINTS entries, oldest first; the newest is always one of them. */
function pointsOf(rows: Row[], account: string): { at: string; balance: number }[] {
  const coins = rows.filter((row) => row['asset'] === 'coin');
  const step = Math.ceil(coins.length / GRAPH_POINTS) || 1;
  return coins.filter((_, index) => index % step === 0).reverse()
    .map((row) => ({ at: new Date(Number(row['at'])).toISOString(), balance: Number(row['to_account'] === account ? row['to_after'] : row['from_after']) }));
}
