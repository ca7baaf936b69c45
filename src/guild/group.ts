import type { Clock } from '../kernel/clock.ts';
import { COIN } from '../ledger/accounts.ts';
import type { Book } from '../ledger/book.ts';
import type { Operation, Outcome } from '../ledger/operation.ts';
import { Draft, type MoneyRules, type Planned } from '../ledger/plan.ts';
import type { AlsoItem, AlsoStatement, Group, HoldRow, OpRow } from '../ledger/statements.ts';
import type { Spent } from './outcomes.ts';
import type { StatementRegistry } from './registry.ts';

export interface DraftedGroup {
  group: Group;
  draft: Draft;
  /** What each operation's answer will be once the batch has committed. */
  outcomes: Map<string, Outcome>;
}

interface Surroundings {
  guild: string;
  book: Book;
  rules: MoneyRules;
  now: ReturnType<Clock>;
  statements: StatementRegistry;
  spent: Spent;
}

/** Plans the operations in order on a copy of the cached balances and collects the rows of one batch. */
export function draftGroup(ops: Operation[], around: Surroundings): DraftedGroup {
  const draft = new Draft(around.guild, around.book, around.rules, around.now);
  const at = draft.head.at;
  const group: Group = { ops: [], holds: [], entries: [], also: new Map(), plannedOn: null };
  const outcomes = new Map<string, Outcome>();
  const taken = new Set<string>();
  for (const op of ops) {
    if (op.basis?.some((token) => taken.has(token) || around.spent.by(token, op.key))) {
      outcomes.set(op.key, { status: 'conflict' });
      continue;
    }
    const planned: Planned = op.refuse ? { refusal: op.refuse } : draft.plan(op);
    group.ops.push(opRow(op, planned, at));
    if ('refusal' in planned) {
      if (!op.refuse) group.plannedOn = around.book.head.seq;
      outcomes.set(op.key, { status: 'refused', replayed: false, refusal: planned.refusal });
      continue;
    }
    for (const token of op.basis ?? []) taken.add(token);
    group.entries.push(...planned.entries);
    group.holds.push(...holdRows(op, at));
    collectAlso(op, at, around.statements, group.also);
    outcomes.set(op.key, { status: 'done', replayed: false, done: planned.done });
  }
  if (group.entries.length > 0) group.plannedOn = null;
  return { group, draft, outcomes };
}

function opRow(op: Operation, planned: Planned, at: number): OpRow {
  const refused = 'refusal' in planned;
  return {
    op_key: op.key, fingerprint: op.fingerprint, kind: op.kind, outcome: refused ? 'refused' : 'done',
    entries: refused ? 0 : planned.entries.length, result: JSON.stringify(refused ? planned.refusal : planned.done),
    actor: op.actor, at,
  };
}

function holdRows(op: Operation, at: number): HoldRow[] {
  return (op.holds ?? []).map((hold) => ({
    hold_id: hold.id, owner: hold.owner, asset: hold.asset ?? COIN, amount: hold.amount, purpose: hold.purpose,
    opened_at: at, expires_at: hold.expiresAt,
  }));
}

function collectAlso(op: Operation, at: number, registry: StatementRegistry, also: Map<AlsoStatement, AlsoItem[]>): void {
  for (const { statement: name, row } of op.also ?? []) {
    const statement = registry.get(name);
    const items = also.get(statement) ?? [];
    items.push({ k: op.key, at, by: op.actor, r: row });
    also.set(statement, items);
  }
}
