import type { Done, Operation, Outcome } from '../../../src/ledger/operation.ts';
import type { EntryRow } from '../../../src/ledger/hash.ts';
import type { Answer } from '../clients.ts';
import { entriesOf, hold, opsOf, Replay, type History, type StoredOp } from './history.ts';

/** What people were told is what happened: effects equal acknowledgements. */
export function checkAnswers(history: History): void {
  const entries = Map.groupBy(entriesOf(history), ({ op_key }) => op_key);
  const ops = opsOf(history);
  const stored = new Map(ops.map((op) => [op.op_key, op]));
  hold(stored.size === ops.length, 'one operation row a key', ops.length - stored.size);
  for (const op of ops) checkOperation(op, entries.get(op.op_key) ?? [], history.clients.sent.get(op.op_key) ?? []);
  for (const key of entries.keys()) hold(stored.has(key), 'an entry has its operation', key);
  checkIntents(ops);
  for (const answer of history.clients.answers) checkAnswer(answer, stored.get(answer.op.key));
  for (const key of history.clients.sent.keys()) checkSettled(key, history.clients.answers);
  checkFundsRefusals(history);
}

function checkOperation(op: StoredOp, entries: EntryRow[], sent: Operation[]): void {
  hold(op.entries === entries.length, 'an operation has the entries that it counts', { op, entries });
  hold(op.outcome === 'done' || entries.length === 0, 'a refused operation has no entries', { op, entries });
  const asked = sent.filter(({ fingerprint }) => fingerprint === op.fingerprint);
  hold(asked.length > 0, 'somebody asked for the operation', op);
  if (op.outcome === 'refused') return;
  hold(asked.some((candidate) => moves(candidate, entries)), 'the entries are what was asked for', { op, entries });
}

function moves({ movements = [] }: Operation, all: EntryRow[]): boolean {
  const entries = all.filter(({ kind }) => kind !== 'start');
  let next = 0;
  for (const asked of movements) {
    const entry = entries[next];
    if ('balance' in asked) {
      // A target that is reached already needs no entry.
      if (entry?.kind !== asked.kind) continue;
      if ((entry.from_account === asked.account ? entry.from_after : entry.to_after) !== asked.balance) return false;
    } else if (entry?.from_account !== asked.from || entry.to_account !== asked.to || entry.amount !== asked.amount
      || entry.asset !== (asked.asset ?? 'coin') || entry.kind !== asked.kind || entry.once_key !== (asked.onceKey ?? null)) return false;
    next += 1;
  }
  return next === entries.length;
}

function checkIntents(ops: StoredOp[]): void {
  const done = new Map<string, string>();
  for (const { op_key, outcome, result } of ops) {
    const data: unknown = outcome === 'done' ? (JSON.parse(result) as Done).data : null;
    if (typeof data !== 'object' || data === null || !('intent' in data)) continue;
    const intent = String(data.intent);
    hold(!done.has(intent), 'one cause has one effect', { intent, op_key, other: done.get(intent) });
    done.set(intent, op_key);
  }
}

function checkAnswer({ op, outcome }: Answer, stored: StoredOp | undefined): void {
  if (outcome.status === 'unknown' || outcome.status === 'conflict') return;
  hold(stored !== undefined, 'an answer is in the database', { op, outcome });
  if (stored.fingerprint !== op.fingerprint) {
    const reused = outcome.status === 'refused' && outcome.refusal.text === 'errors.key_reused';
    return hold(reused, 'the same key with another fingerprint is refused', { op, outcome, stored });
  }
  hold(outcome.status === stored.outcome, 'an answer never flips', { op, outcome, stored });
  hold(bodyOf(outcome) === stored.result, 'every answer of a key is the stored one', { op, outcome, stored });
}

function bodyOf(outcome: Outcome): string {
  return outcome.status === 'done' ? JSON.stringify(outcome.done) : JSON.stringify('refusal' in outcome && outcome.refusal);
}

function checkSettled(key: string, answers: Answer[]): void {
  const last = answers.filter(({ op }) => op.key === key).at(-1);
  // A conflict in the calm is final enough: nothing happened, and nobody plans anew there.
  hold(last !== undefined && last.outcome.status !== 'unknown', 'in the calm every key is settled', { key, last });
}

/** "Not enough" was true at some moment between the question and the answer. */
function checkFundsRefusals(history: History): void {
  const entries = entriesOf(history);
  for (const { op, outcome, from, to } of history.clients.answers) {
    if (outcome.status !== 'refused' || outcome.replayed || outcome.refusal.text !== 'errors.funds') continue;
    const short = op.movements?.find((movement) => 'from' in movement && movement.amount === outcome.refusal.params?.['amount']);
    if (!short || !('from' in short)) continue;
    const replay = new Replay();
    const balances: number[] = [];
    for (const entry of [undefined, ...entries.slice(0, to)]) {
      if (entry) replay.apply(entry);
      if ((entry?.seq ?? 0) >= from) balances.push(replay.of(short.from, short.asset ?? 'coin'));
    }
    const told = Number(outcome.refusal.params?.['balance']);
    // The opening balance of a first movement counts as there.
    const opened = told === history.rules.start && balances.includes(0);
    hold(opened || balances.includes(told), 'a refusal for want of funds tells a balance of its time', { op, outcome, from, to, balances });
  }
}
