/** The guards that every database must carry, by trigger. Verification looks for them, because a trigger can be dropped. */
export const GUARDS: Record<string, readonly string[]> = {
  op_insert: ['op_exists', 'op_invalid'],
  op_update: ['op_immutable'],
  op_delete: ['op_immutable'],
  entry_insert: [
    'seq_taken', 'seq_gap', 'prev_hash', 'hash', 'time', 'amount', 'same_account', 'arithmetic', 'before', 'funds', 'ceiling',
    'op_missing', 'frozen', 'once', 'hold_open', 'hold_release',
  ],
  entry_apply: [],
  entry_hold_open: [],
  entry_hold_release: [],
  entry_update: ['entry_immutable'],
  entry_delete: ['entry_immutable'],
  account_insert: ['account_exists', 'account_forged'],
  account_update: ['account_identity', 'account_unexplained'],
  account_delete: ['account_immutable'],
  hold_insert: ['hold_exists', 'hold_forged'],
  hold_update: ['hold_identity', 'hold_unexplained'],
  hold_delete: ['hold_immutable'],
  checkpoint_insert: ['checkpoint_exists', 'checkpoint_forged'],
  checkpoint_update: ['checkpoint_immutable'],
  checkpoint_delete: ['checkpoint_immutable'],
  placement_insert: ['placement_exists'],
  placement_update: ['placement_immutable'],
  placement_delete: ['placement_immutable'],
};

/** Names of guards that are not in the database's triggers, as `trigger` or `trigger:guard`. */
export function missingGuards(triggers: { name: string; sql: string }[]): string[] {
  const present = new Map(triggers.map(({ name, sql }) => [name, sql]));
  return Object.entries(GUARDS).flatMap(([name, guards]) => {
    const sql = present.get(name);
    if (sql === undefined) return [name];
    return guards.filter((guard) => !sql.includes(`'ledger:${guard}'`)).map((guard) => `${name}:${guard}`);
  });
}
