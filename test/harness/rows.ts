import { databaseOf } from './env.ts';

export interface AuditRow {
  actor: string;
  action: string;
  target: string;
  before: string | null;
  after: string | null;
  reason: string;
  source: string;
}

/** What staff did in a guild, oldest first. */
export async function audits(guild: string): Promise<AuditRow[]> {
  const { results } = await (await databaseOf(guild)).prepare('SELECT * FROM audit WHERE guild = ?1 ORDER BY at, op_key').bind(guild).all<AuditRow>();
  return results;
}

export interface EntryLine {
  seq: number;
  kind: string;
  from_account: string;
  to_account: string;
  amount: number;
  ref: string | null;
  actor: string;
  note: string;
}

/** The entries of a guild, oldest first. */
export async function entries(guild: string): Promise<EntryLine[]> {
  const { results } = await (await databaseOf(guild)).prepare('SELECT * FROM entry WHERE guild = ?1 ORDER BY seq').bind(guild).all<EntryLine>();
  return results;
}

/** The balance of a member in the database; 0 where there is no account. */
export async function balanceOf(guild: string, user: string): Promise<number> {
  const row = (await databaseOf(guild)).prepare("SELECT balance FROM account WHERE guild = ?1 AND account_id = ?2 AND asset = 'coin'");
  return (await row.bind(guild, `u:${user}`).first<number>('balance')) ?? 0;
}
