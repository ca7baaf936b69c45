import type { Row } from '../../db/database.ts';
import type { Guilds } from '../../db/client.ts';

/** Accounts that one call looks at, and members that it marks. */
const SCAN_MAX = 5_000;
const MARK_MAX = 1_000;

/** The newest entry before a moment, by halving the sequence: `at` never runs backwards in it. 0 where there is none. */
async function seqBefore(db: Guilds, guild: string, moment: number): Promise<number> {
  const d1 = db.$client;
  const ends = await d1.prepare('SELECT MIN(seq) AS low, MAX(seq) AS high FROM entry WHERE guild = ?1').bind(guild).first<{ low: number | null; high: number | null }>();
  // Entries below the oldest one here are in the archive, and older still.
  let low = (ends?.low ?? 1) - 1;
  let high = ends?.high ?? 0;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const at = await d1.prepare('SELECT at FROM entry WHERE guild = ?1 AND seq = ?2').bind(guild, middle).first<number>('at');
    if (at === null || at < moment) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Idle {
  /** Users without a movement since the moment, who are active so far. */
  users: string[];
  /** Members whose accounts were looked at. */
  scanned: number;
  /** The account after which the next call goes on, or null at the end. */
  next: string | null;
}

const SLICE = `SELECT a.account_id, a.last_seq, COALESCE(m.state, 'active') AS state, m.since, e.at AS active_at
  FROM account AS a LEFT JOIN member AS m ON m.guild = a.guild AND m.user_id = substr(a.account_id, 3)
    LEFT JOIN entry AS e ON e.guild = a.guild AND e.seq = a.last_seq
  WHERE a.guild = ?1 AND a.account_id > ?2 AND a.account_id >= 'u' AND a.asset = 'coin' ORDER BY a.account_id LIMIT ?3`;

/** Walks the accounts of a guild from `after` on and finds who has not moved a coin since the moment. */
export async function readIdle(db: Guilds, guild: string, moment: number, after: string): Promise<Idle> {
  const last = await seqBefore(db, guild, moment);
  const { results } = await db.$client.prepare(SLICE).bind(guild, after, SCAN_MAX).all<Row>();
  const users: string[] = [];
  let scanned = 0;
  for (const row of results) {
    scanned += 1;
    const marked = row['state'] !== 'active' && !(row['state'] === 'inactive' && Number(row['active_at'] ?? 0) > Number(row['since']));
    if (!marked && Number(row['last_seq']) <= last) users.push(String(row['account_id']).slice(2));
    if (users.length === MARK_MAX) break;
  }
  const end = scanned === results.length && results.length < SCAN_MAX;
  return { users, scanned, next: end ? null : String(results[scanned - 1]?.['account_id']) };
}
