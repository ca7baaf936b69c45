import type { Context } from '../../../define/context.ts';
import type { Row } from '../../../db/database.ts';
import { memberAccount } from '../../../ledger/accounts.ts';

/** Bounds of an export; where one is reached, the file says so. */
const ENTRIES_MAX = 5_000;
const ROWS_MAX = 500;

/** Every table that says something of a member, with the query by which it is found. `?1` guild, `?2` account, `?3` user. */
const PARTS: Record<string, { sql: string; most: number }> = {
  member: { sql: 'SELECT state, since, name, avatar, joined_at, checked_at FROM member WHERE guild = ?1 AND user_id = ?3', most: 1 },
  balances: { sql: 'SELECT asset, balance, total_in, total_out FROM account WHERE guild = ?1 AND account_id = ?2', most: ROWS_MAX },
  entries: {
    sql: `SELECT * FROM (SELECT * FROM (SELECT seq, kind, asset, from_account, to_account, amount, from_after, to_after, actor, note, ref, at FROM entry
        INDEXED BY entry_from WHERE guild = ?1 AND from_account = ?2 AND from_account >= 'u' ORDER BY seq DESC LIMIT ${ENTRIES_MAX})
      UNION ALL SELECT * FROM (SELECT seq, kind, asset, from_account, to_account, amount, from_after, to_after, actor, note, ref, at FROM entry
        INDEXED BY entry_to WHERE guild = ?1 AND to_account = ?2 AND to_account >= 'u' ORDER BY seq DESC LIMIT ${ENTRIES_MAX})) ORDER BY seq DESC`,
    most: ENTRIES_MAX,
  },
  holds: { sql: 'SELECT hold_id, asset, amount, held, purpose, state, opened_at, expires_at FROM hold INDEXED BY hold_owner WHERE guild = ?1 AND owner = ?2 AND held > 0', most: ROWS_MAX },
  frozen: { sql: 'SELECT reason, actor, at FROM freeze WHERE guild = ?1 AND account_id = ?2', most: 1 },
  copies: { sql: 'SELECT asset, seq, amount, unused, price, bought, expires_at, at FROM lot WHERE guild = ?1 AND owner = ?2 ORDER BY asset, seq', most: ROWS_MAX },
  cooldowns: { sql: 'SELECT name, at, streak FROM cooldown WHERE guild = ?1 AND account_id = ?2', most: ROWS_MAX },
  claims: { sql: 'SELECT * FROM claim INDEXED BY claim_member WHERE guild = ?1 AND member = ?3 ORDER BY claimed_at DESC', most: ROWS_MAX },
  submissions: {
    sql: `SELECT * FROM submission INDEXED BY submission_task WHERE guild = ?1 AND member = ?3
      AND task_id IN (SELECT task_id FROM claim INDEXED BY claim_member WHERE guild = ?1 AND member = ?3) ORDER BY submission_id DESC`,
    most: ROWS_MAX,
  },
  bounties: { sql: 'SELECT * FROM bounty WHERE guild = ?1 AND owner = ?3 ORDER BY bounty_id DESC', most: ROWS_MAX },
  deliveries: { sql: 'SELECT bounty_id, state, note, at FROM bounty_taker WHERE guild = ?1 AND member = ?3', most: ROWS_MAX },
  orders: { sql: 'SELECT * FROM fulfilment WHERE guild = ?1 AND member = ?3 ORDER BY fulfilment_id DESC', most: ROWS_MAX },
  timed_roles: { sql: 'SELECT role, until FROM timed_role WHERE guild = ?1 AND member = ?3', most: ROWS_MAX },
  audit: {
    sql: `SELECT at, actor, action, before, after, reason, source FROM audit INDEXED BY audit_target
      WHERE guild = ?1 AND target = ?2 AND target NOT GLOB 'submission:*' ORDER BY at DESC`,
    most: ROWS_MAX,
  },
};

interface OwnData {
  /** The file's text. */
  json: string;
  rows: number;
  truncated: string[];
}

/** All that this server's ledger and features keep of one member, as a JSON document. */
export async function gatherOwnData(ctx: Context, user: string): Promise<OwnData> {
  const d1 = ctx.db.$client;
  const names = Object.keys(PARTS);
  const statements = Object.values(PARTS).map(({ sql, most }) => d1.prepare(`SELECT * FROM (${sql}) LIMIT ${most + 1}`));
  const answers = await d1.batch<Row>(statements.map((statement, index) => statement.bind(...valuesFor(Object.values(PARTS)[index]?.sql ?? '', [ctx.guildId, memberAccount(user), user]))));
  const truncated: string[] = [];
  let rows = 0;
  const parts = Object.fromEntries(names.map((name, index) => {
    const most = PARTS[name]?.most ?? 0;
    const found = answers[index]?.results ?? [];
    if (found.length > most) truncated.push(name);
    rows += Math.min(found.length, most);
    return [name, found.slice(0, most)];
  }));
  const { exclude } = ctx.settings;
  const excluded = Object.entries(exclude).filter(([, { users }]) => users.includes(user)).map(([board]) => board);
  const document = { server_id: ctx.guildId, user_id: user, exported_at: new Date(ctx.now).toISOString(), truncated, settings: { excluded_from_boards: excluded }, ...parts };
  return { json: JSON.stringify(document, null, 1), rows, truncated };
}

/** As many of the values as the statement's highest parameter asks for. */
function valuesFor(sql: string, values: string[]): string[] {
  return values.slice(0, sql.includes('?3') ? 3 : 2);
}
