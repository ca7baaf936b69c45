/**
 * What a failed write means. `guard` names the rule of the database that refused the batch, which then left nothing
 * behind; `unknown` is every other error: the batch may have committed, so the caller must read before it answers.
 */
export type Failure = { kind: 'guard'; name: string } | { kind: 'unknown' };

/** Only SQLite's own word makes a refusal certain: any other message that looks alike leaves the outcome open. */
const RAISED = /\b([a-z_]+:[a-z_]+): SQLITE_CONSTRAINT/;
const UNIQUE = /UNIQUE constraint failed: (\w+)\./;

/** Walks an error and its causes to the name of the guard that refused. */
export function failureOf(error: unknown): Failure {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth += 1) {
    const raised = RAISED.exec(cause.message)?.[1];
    if (raised) return { kind: 'guard', name: raised };
    const table = UNIQUE.exec(cause.message)?.[1];
    if (table) return { kind: 'guard', name: table === 'op' ? 'ledger:op_exists' : `unique:${table}` };
    if (/SQLITE_CONSTRAINT|constraint failed/.test(cause.message)) return { kind: 'guard', name: 'check:constraint' };
  }
  return { kind: 'unknown' };
}
