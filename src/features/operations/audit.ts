/** What the operator did to all of Coffer. */
export interface GlobalNote {
  actor: string;
  /** Of the cause, once a moment. */
  key: string;
  now: number;
  source: string;
  action: string;
  target: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
}

/** Under this id of no guild the audit keeps what concerns no server in particular. */
export const NO_GUILD = '0';

const text = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** The audit row of a change that belongs to no guild; it rides in the batch of the change. */
export function globalAudit(db: D1Database, { actor, key, now, source, action, target, before, after, reason = '' }: GlobalNote): D1PreparedStatement {
  return db.prepare('INSERT INTO audit (guild, at, op_key, actor, action, target, before, after, reason, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)')
    .bind(NO_GUILD, now, key, actor, action, target, text(before), text(after), reason, source);
}
