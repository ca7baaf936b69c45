import type { Edit } from './mutate.ts';
import type { PROPERTIES } from './properties.ts';

export interface Mutant {
  name: string;
  /** Seeds within which the simulation must catch it. */
  within: number;
  edits: Edit[];
}

const COMMITTER = 'guild/committer.ts';
const raise = (guard: string): RegExp => new RegExp(`SELECT RAISE\\(ABORT, '${guard}'\\)[^;]*;`);
const withoutGuard = (guard: string): Edit => ({ file: 'schema', from: raise(guard), to: 'SELECT 1;' });

/** What has been got wrong in ledgers before, each as a small change of this one. */
export const MUTANTS: Mutant[] = [
  {
    name: 'no operation uniqueness', within: 20,
    edits: [withoutGuard('ledger:op_exists'), { file: 'schema', from: /PRIMARY KEY \(guild, op_key\)\n\) STRICT, WITHOUT ROWID/, to: 'CHECK (true)\n) STRICT' }],
  },
  {
    name: 'no sequence uniqueness', within: 300,
    edits: [
      ...['ledger:seq_taken', 'ledger:seq_gap', 'ledger:prev_hash'].map(withoutGuard),
      { file: 'schema', from: /(hash TEXT NOT NULL,\n) {2}PRIMARY KEY \(guild, seq\),([^;]*?)\) STRICT, WITHOUT ROWID/, to: '$1$2) STRICT' },
    ],
  },
  {
    name: 'answer before the commit', within: 20,
    edits: [{
      file: COMMITTER, from: 'if (drafted.group.ops.length > 0) {',
      to: "if (drafted.group.ops.length > 0) { for (const pending of group) this.#finish(pending, drafted.outcomes.get(pending.op.key) ?? { status: 'unknown' });",
    }],
  },
  {
    name: '"failed" when in doubt', within: 20,
    edits: [{
      file: COMMITTER, from: "if (tried === 'behind' || tried === 'unknown') continue;",
      to: `if (tried === 'unknown') {
        for (const pending of group) this.#finish(pending, { status: 'refused', replayed: false, refusal: { code: 'unavailable', text: 'errors.failed' } });
        return;
      }
      if (tried === 'behind') continue;`,
    }],
  },
  {
    name: 'a new key on retry', within: 20,
    edits: [{
      file: COMMITTER, from: "if (tried === 'behind' || tried === 'unknown') continue;",
      to: "if (tried === 'unknown') for (const pending of group) pending.op = { ...pending.op, key: `${pending.op.key}+` };\nif (tried === 'behind' || tried === 'unknown') continue;",
    }],
  },
  {
    name: 'the cache kept after an error', within: 50,
    edits: [{ file: COMMITTER, from: "if (tried === 'committed') return;\n      this.#forget();", to: "if (tried === 'committed') return;" }],
  },
  {
    name: '"key reused" is remembered for the key', within: 50,
    edits: [{ file: 'guild/outcomes.ts', from: ' || outcome === OTHER_REQUEST', to: '' }],
  },
  { name: 'guard dropped: cooldown', within: 200, edits: [withoutGuard('economy:cooldown'), { file: 'guild/group.ts', from: 'taken.has(token) ||', to: 'false &&' }] },
  { name: 'guard dropped: once', within: 100, edits: [withoutGuard('ledger:once'), { file: 'schema', from: 'CREATE UNIQUE INDEX entry_once', to: 'CREATE INDEX entry_once' }] },
  {
    name: 'guard dropped: hold release', within: 300,
    edits: [withoutGuard('ledger:hold_release'), { file: 'schema', from: 'CHECK (held >= 0 AND held <= amount)', to: '' }],
  },
  { name: 'guard dropped: time', within: 100, edits: [withoutGuard('ledger:time'), { file: 'ledger/plan.ts', from: 'Math.max(now, book.head.at)', to: 'now' }] },
  { name: 'balances not moved by the hold', within: 20, edits: [{ file: 'schema', from: 'SET held = held - NEW.amount', to: 'SET held = 0' }, withoutGuard('ledger:hold_unexplained')] },
  { name: 'guard dropped: the price of a purchase', within: 300, edits: [withoutGuard('shop:changed')] },
  { name: 'guard dropped: what a member has bought', within: 300, edits: [withoutGuard('shop:count'), { file: 'guild/group.ts', from: 'taken.has(token) ||', to: 'false &&' }] },
  { name: 'guard dropped: slots of a task', within: 200, edits: [withoutGuard('tasks:full')] },
  {
    name: 'guard dropped: steps of a claim and its proof', within: 300,
    edits: [...Array.from({ length: 5 }, () => withoutGuard('tasks:moved')), ...Array.from({ length: 5 }, () => withoutGuard('tasks:step'))],
  },
];

/** What fast-check finds; the histories of the simulation rarely ask for it. */
export const PROPERTY_MUTANTS: { name: string; property: keyof typeof PROPERTIES; edits: Edit[] }[] = [
  {
    name: 'a read takes over what it found, late or not', property: 'what an object has answered, its next view shows',
    edits: [{ file: 'ledger/book.ts', from: 'if (!this.#balances.has(id)) this.#balances.set', to: 'this.#balances.set' }],
  },
  {
    name: 'a refused plan is not undone', property: 'the ledger does what plain arithmetic does, through evictions, faults and second deliveries',
    edits: [{ file: 'ledger/plan.ts', from: 'else this.balances.set(id, balance);', to: '' }, { file: 'ledger/plan.ts', from: 'if (balance === undefined) this.balances.delete(id);', to: '' }],
  },
  {
    name: 'a thaw is not seen', property: 'the ledger does what plain arithmetic does, through evictions, faults and second deliveries',
    edits: [{ file: COMMITTER, from: "if (statement.invalidates === 'freezes') this.book.drop();", to: '' }],
  },
  {
    name: 'an answer is remembered under any fingerprint', property: 'the ledger does what plain arithmetic does, through evictions, faults and second deliveries',
    edits: [{ file: 'guild/outcomes.ts', from: 'found.fingerprint === op.fingerprint ? found.outcome : OTHER_REQUEST', to: 'found.outcome' }],
  },
  {
    name: 'the guard of a hold is gone', property: 'the ledger does what plain arithmetic does, through evictions, faults and second deliveries',
    edits: [withoutGuard('ledger:hold_release'), { file: 'schema', from: 'CHECK (held >= 0 AND held <= amount)', to: '' }],
  },
  {
    name: 'two batches in flight', property: 'whatever order the database answers in, coins and answers agree',
    edits: [
      { file: COMMITTER, from: 'if (!this.#running) void this.#run();', to: 'void this.#run();' },
      ...['ledger:seq_taken', 'ledger:seq_gap', 'ledger:prev_hash', 'ledger:before', 'ledger:account_unexplained'].map(withoutGuard),
      { file: 'schema', from: /(hash TEXT NOT NULL,\n) {2}PRIMARY KEY \(guild, seq\),([^;]*?)\) STRICT, WITHOUT ROWID/, to: '$1$2) STRICT' },
    ],
  },
];

/** Mutants too rare for the simulation to meet in time; the named scenario meets them at once. */
export const SCENARIO_MUTANTS: { name: string; scenario: string; edits: Edit[] }[] = [
  {
    name: 'a refusal alone is not fenced', scenario: 'a refusal alone is not made on an old cache',
    edits: [{ file: 'ledger/statements.ts', from: 'if (group.plannedOn !== null)', to: 'if (group.plannedOn !== null && false)' }],
  },
  {
    name: 'a twin with another fingerprint shares the answer', scenario: 'two requests under one key at once: each hears its own answer',
    edits: [{ file: COMMITTER, from: 'twin.op.fingerprint === op.fingerprint', to: 'true' }],
  },
  { name: 'guard dropped: frozen', scenario: 'an old object does not move what has been frozen since', edits: [withoutGuard('ledger:frozen')] },
  {
    name: 'a changed hold is a refusal', scenario: 'a hold that changed meanwhile is planned anew and never refused for good',
    edits: [{ file: 'ledger/plan.ts', from: ' && from !== ESCROW', to: '' }],
  },
  {
    name: 'settings kept after an error', scenario: 'settings saved by a batch whose answer was lost are read again',
    edits: [{ file: COMMITTER, from: "this.#parts.invalidated('settings');", to: '' }],
  },
  {
    name: 'a read takes over what it found, late or not', scenario: 'a slow read does not put an old balance over a commit',
    edits: [{ file: 'ledger/book.ts', from: 'if (!this.#balances.has(id)) this.#balances.set', to: 'this.#balances.set' }],
  },
  {
    name: 'a plan on a dropped book', scenario: 'a cache dropped between reading and planning is not taken for empty pockets',
    edits: [
      { file: COMMITTER, from: "if (!this.book.holds(wanted)) return 'behind';", to: '' },
      // The fence of refusals stands behind it.
      { file: 'ledger/statements.ts', from: 'if (group.plannedOn !== null)', to: 'if (group.plannedOn !== null && false)' },
    ],
  },
  {
    name: 'a spent plan is a conflict even for its own key', scenario: 'a second delivery is a replay, however many operations have passed and whatever it was planned on',
    edits: [{ file: 'guild/outcomes.ts', from: ' && spender !== key', to: '' }],
  },
  {
    name: 'an offender takes its group along', scenario: 'a guard that one operation breaks does not touch the others of its group',
    edits: [{ file: COMMITTER, from: 'if (group.length > 1) {', to: "if (group.length > 1) { for (const pending of group) this.#finish(pending, { status: 'conflict' }); return;" }],
  },
];
