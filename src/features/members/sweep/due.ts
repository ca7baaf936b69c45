import { DAY_MS } from '../../../kernel/clock.ts';

/** Guilds of one database that an hourly round steps through. */
const ENLIST_MAX = 2_000;
/** Accounts that are looked through for the next members to ask about. */
const WINDOW_ROWS = 200;
/** Accounts without a balance count as long as they are in one of so many newest entries. */
const RECENT_ENTRIES = 1_000;

export interface Sweep {
  guild: string;
  after: string;
  listedAt: number;
}

/** Steps from guild to guild by the primary key of `stat`, however many days each has. */
const ENLIST = `INSERT INTO member_sweep (guild, after, at, listed_at)
  WITH RECURSIVE step (guild, n) AS (
    SELECT (SELECT MIN(guild) FROM stat), 1
    UNION ALL SELECT (SELECT MIN(guild) FROM stat WHERE stat.guild > step.guild), n + 1 FROM step WHERE step.guild IS NOT NULL AND n < ?2)
  SELECT guild, '', 0, 0 FROM step WHERE guild IS NOT NULL AND EXISTS (SELECT 1 FROM stat WHERE stat.guild = step.guild AND day >= ?1)
    AND NOT EXISTS (SELECT 1 FROM member_sweep WHERE member_sweep.guild = step.guild)`;

/** Guilds that moved since yesterday get their turn; the others need no look-ups. */
export async function enlist(d1: D1Database, now: number): Promise<void> {
  await d1.prepare(ENLIST).bind(Math.floor(now / DAY_MS) - 1, ENLIST_MAX).run();
}

/** The guilds whose turn is longest ago. */
export async function nextSweeps(d1: D1Database, before: number, limit: number): Promise<Sweep[]> {
  const { results } = await d1.prepare('SELECT guild, after, listed_at AS listedAt FROM member_sweep INDEXED BY member_sweep_at WHERE at < ?1 ORDER BY at LIMIT ?2')
    .bind(before, limit).all<Sweep>();
  return results;
}

/**
 * The next members of a guild to ask about, in the order of their accounts: those with a balance, or a part in the newest
 * entries. `next` is where the following turn goes on; empty at the end.
 */
export async function membersDue(d1: D1Database, guild: string, after: string, limit: number): Promise<{ users: string[]; next: string }> {
  const { results } = await d1.prepare(`SELECT account_id, balance > 0 OR last_seq > (SELECT MAX(seq) FROM entry WHERE guild = ?1) - ?4 AS matters
    FROM account WHERE guild = ?1 AND account_id > ?2 AND account_id >= 'u' AND asset = 'coin' ORDER BY account_id LIMIT ?3`)
    .bind(guild, after, WINDOW_ROWS, RECENT_ENTRIES).all<{ account_id: string; matters: number }>();
  const users: string[] = [];
  for (const { account_id: account, matters } of results) {
    if (matters === 1) users.push(account.slice(2));
    if (users.length === limit) return { users, next: account };
  }
  return { users, next: results.length < WINDOW_ROWS ? '' : (results.at(-1)?.account_id ?? '') };
}

export async function sweepDone(d1: D1Database, { guild, after, listedAt }: Sweep, now: number): Promise<void> {
  await d1.prepare('UPDATE member_sweep SET after = ?2, at = ?3, listed_at = ?4 WHERE guild = ?1').bind(guild, after, now, listedAt).run();
}
