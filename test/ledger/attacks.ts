import { entryHash, type EntryRow } from '../../src/ledger/hash.ts';
import { KEY_RETENTION_MS } from '../../src/kernel/limits.ts';

/** SQL that somebody with access to the database might run, and the guard that must refuse it. */
export interface Attack {
  name: string;
  sql: string[];
  /** Part of the message of the refusal. */
  guard: string;
}

type Value = string | number | null;
type Forgery = Partial<Record<keyof EntryRow, Value>>;

const literal = (value: Value): string => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value));

function insert(table: string, row: Record<string, Value>, verb = 'INSERT'): string {
  return `${verb} INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`;
}

/** Attacks on the guild that makeVictim() wrote, whose newest entry is `head`. */
export function attacksOn(guild: string, head: EntryRow): Attack[] {
  const op = { guild, op_key: 'forged', fingerprint: 'f', kind: 'pay', outcome: 'done', entries: 1, result: '{}', actor: '9', at: head.at };
  const payment = {
    guild, seq: head.seq + 1, op_key: 'forged', kind: 'pay', asset: 'coin', from_account: 'u:1', to_account: 'u:2', amount: 10,
    from_before: 50, from_after: 40, to_before: 30, to_after: 40, once_key: null, ref: null, actor: '9', note: '', at: head.at, prev_hash: head.hash,
  };
  const entry = (changes: Forgery = {}, verb = 'INSERT'): string[] => {
    const forged = { ...payment, ...changes };
    // A forger who knows the format: the hash is right for what is forged, unless that is the forgery.
    const hash = changes.hash ?? entryHash(forged as EntryRow);
    return [insert('op', op), insert('entry', { ...forged, hash }, verb)];
  };
  const account = { guild, account_id: 'u:66', asset: 'coin', balance: 0, total_in: 0, total_out: 0, last_seq: 0 };
  const hold = {
    guild, hold_id: 'h2', owner: 'u:1', asset: 'coin', amount: 10, held: 0, purpose: 'bet', state: 'open', opened_at: head.at, expires_at: null, last_seq: 0,
  };
  const checkpoint = {
    guild, seq: head.seq, hash: head.hash, at: head.at, object_key: 'k', object_hash: 'h', entries_below: head.seq, keys_before: head.at - KEY_RETENTION_MS,
  };
  const of = { guild: literal(guild), one: `guild = ${literal(guild)} AND account_id = 'u:1' AND asset = 'coin'` };
  return [...balanceAttacks(of, account), ...entryAttacks(of, head, entry), ...causeAttacks(of, op), ...holdAttacks(of, hold, entry), ...archiveAttacks(of, head, checkpoint)];
}

/** As text, because these are past what a number here can say; SQLite takes them as integers. */
const PAST_CEILING: Forgery = {
  from_account: '@mint', amount: Number.MAX_SAFE_INTEGER, from_before: -100, from_after: '-9007199254741091', to_after: '9007199254741021',
};

type Of = { guild: string; one: string };
type Row = Record<string, Value>;
const attack = (guard: string, name: string, ...sql: string[]): Attack => ({ name, sql, guard: `ledger:${guard}` });

function balanceAttacks({ one }: Of, account: Row): Attack[] {
  const update = (set: string): string => `UPDATE account SET ${set} WHERE ${one}`;
  const rich = { ...account, account_id: 'u:1', balance: 999 };
  return [
    attack('account_unexplained', 'update of a balance', update('balance = 999')),
    attack('account_unexplained', 'update of a balance that cites an entry of another', update('balance = 999, last_seq = 4')),
    attack('account_unexplained', 'update of a balance that cites an entry to come', update('balance = 999, last_seq = 5')),
    attack('account_unexplained', 'update or replace', update('balance = 999').replace('UPDATE', 'UPDATE OR REPLACE')),
    attack('account_unexplained', 'update or ignore', update('balance = 999').replace('UPDATE', 'UPDATE OR IGNORE')),
    attack('account_unexplained', 'update of a turnover', update('total_in = 0')),
    attack('account_identity', 'an account changes hands', update("account_id = 'u:66'")),
    attack('account_identity', 'a balance changes its asset', update("asset = 'item:9'")),
    attack('account_identity', 'a balance moves to another server', update("guild = 'elsewhere'")),
    attack('account_immutable', 'an account is deleted', `DELETE FROM account WHERE ${one}`),
    attack('account_exists', 'replace of an account', insert('account', rich, 'REPLACE')),
    attack('account_exists', 'insert or replace of an account', insert('account', rich, 'INSERT OR REPLACE')),
    attack('account_exists', 'insert or ignore of an account', insert('account', rich, 'INSERT OR IGNORE')),
    attack('account_exists', 'upsert of a balance', `${insert('account', rich)} ON CONFLICT DO UPDATE SET balance = excluded.balance`),
    attack('account_forged', 'a new account with money', insert('account', { ...account, balance: 999 })),
    attack('account_forged', 'a new account with debts', insert('account', { ...account, balance: -5 })),
    attack('account_forged', 'a new account without an entry', insert('account', account)),
  ];
}

function entryAttacks({ guild }: Of, head: EntryRow, entry: (changes?: Forgery, verb?: string) => string[]): Attack[] {
  const amount = (name: string, value: Value): Attack =>
    attack('amount', `an entry of ${name}`, ...entry({ amount: value, from_after: 50, to_after: 30 }));
  const taken = { seq: head.seq, prev_hash: head.prev_hash };
  return [
    attack('entry_immutable', 'update of an entry', `UPDATE entry SET amount = 1 WHERE guild = ${guild} AND seq = 2`),
    attack('entry_immutable', 'update or replace of a sequence number', `UPDATE OR REPLACE entry SET seq = 1 WHERE guild = ${guild} AND seq = 2`),
    attack('entry_immutable', 'an entry changes servers', `UPDATE entry SET guild = 'elsewhere' WHERE guild = ${guild} AND seq = 2`),
    attack('entry_immutable', 'delete of an entry that no archive has', `DELETE FROM entry WHERE guild = ${guild} AND seq = 3`),
    attack('entry_immutable', 'delete of the newest entry', `DELETE FROM entry WHERE guild = ${guild} AND seq = ${head.seq}`),
    attack('entry_immutable', 'delete of all entries', `DELETE FROM entry WHERE guild = ${guild}`),
    attack('seq_taken', 'replace of an entry', ...entry(taken, 'REPLACE')),
    attack('seq_taken', 'insert or replace of an entry', ...entry(taken, 'INSERT OR REPLACE')),
    attack('seq_taken', 'insert or ignore of an entry', ...entry(taken, 'INSERT OR IGNORE')),
    attack('seq_gap', 'an entry after a gap', ...entry({ seq: head.seq + 2 })),
    attack('seq_gap', 'an entry before the first', ...entry({ seq: 0, prev_hash: 'genesis' })),
    attack('prev_hash', 'an entry beside the chain', ...entry({ prev_hash: 'genesis' })),
    attack('hash', 'an entry without a hash', ...entry({ hash: '' })),
    attack('time', 'a backdated entry', ...entry({ at: head.at - 1 })),
    amount('nothing', 0), amount('less than nothing', -10), amount('more than can be counted', 2 ** 53),
    // The types of the table (STRICT) stand before its triggers.
    { ...amount('a fraction', 0.5), guard: 'cannot store REAL value in INTEGER column entry.amount' },
    { ...amount('text', 'ten'), guard: 'cannot store TEXT value in INTEGER column entry.amount' },
    attack('same_account', 'an entry from and to one account', ...entry({ to_account: 'u:1', to_before: 50, to_after: 60 })),
    attack('arithmetic', 'an entry that gives more than it takes', ...entry({ to_after: 4_000 })),
    attack('arithmetic', 'an entry that takes nothing', ...entry({ from_after: 50 })),
    attack('before', 'an entry on invented balances', ...entry({ from_before: 500, from_after: 490 })),
    attack('before', 'an entry to an account that is said to be empty', ...entry({ to_before: 0, to_after: 10 })),
    attack('funds', 'an entry past the last coin', ...entry({ amount: 60, from_after: -10, to_after: 90 })),
    attack('funds', 'a system account in debt', ...entry({ from_account: '@shop', from_before: 0, from_after: -10 })),
    attack('ceiling', 'an entry past what can be counted', ...entry(PAST_CEILING)),
    attack('op_missing', 'an entry without a cause', ...entry().slice(1)),
    attack('op_missing', 'an entry of a refused operation', ...entry({ op_key: 'v:refused' })),
    attack('op_missing', 'an entry of an operation of another server', ...entry({ op_key: 'v:elsewhere' })),
    attack('frozen', 'an entry in a frozen server', `INSERT INTO freeze VALUES (${guild}, '*', 'r', '9', 1)`, ...entry()),
    attack('frozen', 'an entry from an account frozen since', `INSERT INTO freeze VALUES (${guild}, 'u:1', 'r', '9', 1)`, ...entry()),
    attack('frozen', 'an entry to a frozen account', ...entry({ to_account: 'u:3', to_before: 0, to_after: 10 })),
    attack('once', 'a fact that happens again', ...entry({ once_key: 'fact' })),
  ];
}

function causeAttacks({ guild }: Of, op: Row): Attack[] {
  const pay = `guild = ${guild} AND op_key = 'v:pay'`;
  const used = { ...op, op_key: 'v:pay' };
  return [
    attack('op_exists', 'a key used again', insert('op', used)),
    attack('op_exists', 'replace of an operation', insert('op', used, 'REPLACE')),
    attack('op_exists', 'insert or ignore of an operation', insert('op', used, 'INSERT OR IGNORE')),
    attack('op_exists', 'upsert of an operation', `${insert('op', used)} ON CONFLICT DO UPDATE SET outcome = 'refused'`),
    attack('op_immutable', 'a verdict is turned', `UPDATE op SET outcome = 'refused' WHERE ${pay}`),
    attack('op_immutable', 'a key is freed by renaming', `UPDATE OR REPLACE op SET op_key = 'v:old' WHERE ${pay}`),
    attack('op_immutable', 'a key is freed by deleting', `DELETE FROM op WHERE ${pay}`),
    attack('op_invalid', 'an operation with another outcome', insert('op', { ...op, outcome: 'maybe' })),
    attack('op_invalid', 'an operation with a broken result', insert('op', { ...op, result: '{' })),
    attack('op_invalid', 'a refused operation with entries', insert('op', { ...op, outcome: 'refused' })),
    attack('op_invalid', 'an operation with less than no entries', insert('op', { ...op, entries: -1 })),
    attack('op_invalid', 'an operation without a key', insert('op', { ...op, op_key: '' })),
  ];
}

function holdAttacks({ guild }: Of, hold: Row, entry: (changes?: Forgery) => string[]): Attack[] {
  const h1 = `guild = ${guild} AND hold_id = 'h1'`;
  const into = { to_account: '@escrow', to_before: 20, to_after: 30 };
  const out = { from_account: '@escrow', from_before: 20, from_after: 10 };
  return [
    attack('hold_exists', 'replace of a hold', insert('hold', { ...hold, hold_id: 'h1' }, 'REPLACE')),
    attack('hold_forged', 'a hold with money of nobody', insert('hold', { ...hold, held: 10 })),
    attack('hold_forged', 'a hold that is over', insert('hold', { ...hold, state: 'posted' })),
    attack('hold_forged', 'a hold of less than nothing', insert('hold', { ...hold, amount: -1 })),
    attack('hold_identity', 'a hold changes its owner', `UPDATE hold SET owner = 'u:2' WHERE ${h1}`),
    attack('hold_identity', 'a hold grows', `UPDATE hold SET amount = 999 WHERE ${h1}`),
    attack('hold_unexplained', 'more is held than was put in', `UPDATE hold SET held = 19 WHERE ${h1}`),
    attack('hold_unexplained', 'a hold ends without an entry', `UPDATE hold SET held = 0, state = 'voided', last_seq = 4 WHERE ${h1}`),
    attack('hold_immutable', 'a hold is deleted', `DELETE FROM hold WHERE ${h1}`),
    attack('hold_open', 'money put into no hold', ...entry({ ...into })),
    attack('hold_open', 'money put into an open hold', ...entry({ ...into, ref: 'hold:h1' })),
    attack('hold_open', 'money put into the hold of another', insert('hold', { ...hold, owner: 'u:2' }), ...entry({ ...into, ref: 'hold:h2' })),
    attack('hold_release', 'money out of no hold', ...entry({ ...out })),
    attack('hold_release', 'money out of an empty hold', insert('hold', hold), ...entry({ ...out, ref: 'hold:h2' })),
  ];
}

function archiveAttacks({ guild }: Of, head: EntryRow, checkpoint: Row): Attack[] {
  return [
    attack('checkpoint_exists', 'replace of a checkpoint', insert('checkpoint', { ...checkpoint, seq: 2 }, 'REPLACE')),
    attack('checkpoint_forged', 'a checkpoint of another history', insert('checkpoint', { ...checkpoint, hash: 'f'.repeat(64) })),
    attack('checkpoint_forged', 'a checkpoint of what is to come', insert('checkpoint', { ...checkpoint, seq: head.seq + 1 })),
    attack('checkpoint_forged', 'a checkpoint that lets the newest entry go', insert('checkpoint', { ...checkpoint, entries_below: head.seq + 2 })),
    attack('checkpoint_forged', 'a checkpoint that lets young keys go', insert('checkpoint', { ...checkpoint, keys_before: head.at })),
    attack('checkpoint_immutable', 'a checkpoint takes another hash', `UPDATE checkpoint SET hash = 'f' WHERE guild = ${guild}`),
    attack('checkpoint_immutable', 'a checkpoint lets young keys go later', `UPDATE checkpoint SET keys_before = at WHERE guild = ${guild}`),
    attack('checkpoint_immutable', 'a checkpoint is deleted', `DELETE FROM checkpoint WHERE guild = ${guild}`),
  ];
}
