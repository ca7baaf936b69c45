import type { Database } from '../db/database.ts';
import { failureOf } from '../db/failure.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/errors.ts';
import { COMMIT_ATTEMPTS_MAX, DATABASE_TIMEOUT_MS, GROUP_MAX } from '../kernel/limits.ts';
import { log } from '../kernel/log.ts';
import { Book } from '../ledger/book.ts';
import type { Done, Operation, Outcome } from '../ledger/operation.ts';
import { balancesOf, type MoneyRules } from '../ledger/plan.ts';
import { batchOf } from '../ledger/statements.ts';
import { Gathering } from './gathering.ts';
import { draftGroup, type DraftedGroup } from './group.ts';
import { Spent, StoredOutcomes } from './outcomes.ts';
import type { StatementRegistry } from './registry.ts';

/** Calls `fire` after so many milliseconds and gives back the call that cancels it. */
export type Timer = (ms: number, fire: () => void) => () => void;

const realTimer: Timer = (ms, fire) => {
  const timer = setTimeout(fire, ms);
  return () => clearTimeout(timer);
};

/** What a committer works with. Clock, sleep and timer are injected, so that the simulation can own time. */
export interface CommitterParts {
  guild: string;
  database: Database;
  statements: StatementRegistry;
  clock: Clock;
  /** Operations in one batch; GROUP_MAX when left out. */
  groupMax?: number;
  sleep: (ms: number) => Promise<void>;
  /** setTimeout where left out. */
  timer?: Timer;
  /** The money rules of the guild as committed; read before every group. */
  rules: () => Promise<MoneyRules>;
  /** Told what statements have made stale, after the commit and before the answer. */
  invalidated: (what: 'settings' | 'freezes') => void;
  /** Told after a commit that left rows for the outbox; must neither throw nor keep anybody waiting. */
  waiting?: () => void;
  /** Told of each operation that has taken effect, in order, before its answer; must neither throw nor keep anybody waiting. */
  done?: (op: Operation, done: Done) => void;
}

interface Pending {
  op: Operation;
  outcome: Promise<Outcome>;
  settle: (outcome: Outcome) => void;
}

/** Guards that only say "the cache was behind": reread and plan the same again. */
const BEHIND = new Set([
  'ledger:op_exists', 'ledger:seq_taken', 'ledger:seq_gap', 'ledger:prev_hash', 'ledger:before', 'ledger:time', 'unique:entry',
]);

/**
 * Puts the operations of one guild in order. One batch is in flight at a time; what arrives meanwhile gathers and goes
 * together. Nothing is answered before its batch has committed, and nothing is answered "failed" while that is in doubt.
 */
export class Committer {
  readonly book: Book;
  readonly #parts: CommitterParts;
  readonly #stored: StoredOutcomes;
  readonly #spent = new Spent();
  readonly #pending = new Map<string, Pending>();
  #queue: Pending[] = [];
  readonly #gathering = new Gathering();
  #running = false;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
    this.book = new Book(parts.guild, parts.database);
    this.#stored = new StoredOutcomes(parts.guild, parts.database);
  }

  /** Operations waiting or in flight. */
  get depth(): number {
    return this.#pending.size;
  }

  /** Whether the outcome of a key is in memory or on its way. */
  knows(key: string): boolean {
    return this.#pending.has(key) || this.#stored.remembers(key);
  }

  /** Takes an operation and resolves when its outcome is durable. A second one with the same key shares the first's. */
  async submit(op: Operation): Promise<Outcome> {
    const recent = this.#stored.recent(op);
    if (recent) return recent;
    const twin = this.#pending.get(op.key);
    if (twin) {
      const outcome = await this.#asReplay(op, twin);
      // The answer to another request under the same key says nothing about this one.
      return outcome ?? this.submit(op);
    }
    this.#parts.statements.check(op);
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const pending: Pending = { op, outcome: promise, settle: resolve };
    this.#pending.set(op.key, pending);
    this.#queue.push(pending);
    this.#gathering.arrived(this.#parts.clock());
    if (!this.#running) void this.#run();
    return promise;
  }

  /** The stored outcome of a key, or undefined if there is none. */
  async recall(op: Pick<Operation, 'key' | 'fingerprint'>): Promise<Outcome | undefined> {
    const twin = this.#pending.get(op.key);
    const shared = twin && (await this.#asReplay(op, twin));
    return shared ?? this.#stored.recent(op) ?? (await this.#stored.read([op])).get(op.key);
  }

  /** The outcome that the twin comes to, if it is this operation's too. */
  async #asReplay(op: Pick<Operation, 'key' | 'fingerprint'>, twin: Pending): Promise<Outcome | undefined> {
    const outcome = await twin.outcome;
    return this.#stored.recent(op) ?? (twin.op.fingerprint === op.fingerprint ? outcome : undefined);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#queue.length > 0) {
      const pause = this.#parts.groupMax === 1 ? 0 : this.#gathering.pause(this.#queue.length);
      if (pause > 0) await this.#parts.sleep(pause);
      const group = this.#queue.splice(0, this.#parts.groupMax ?? GROUP_MAX);
      try {
        await this.#commit(group);
      } catch (error) {
        log('error', 'committer.fault', { guild: this.#parts.guild, error });
        this.#forget();
        for (const pending of group) this.#finish(pending, { status: 'unknown' });
      }
    }
    this.#running = false;
  }

  #finish(pending: Pending, outcome: Outcome): void {
    if (this.#pending.get(pending.op.key) !== pending) return;
    this.#pending.delete(pending.op.key);
    this.#stored.remember(pending.op, outcome);
    if (outcome.status === 'done') {
      this.#parts.done?.(pending.op, outcome.done);
      if (this.#parts.statements.wakes(pending.op)) this.#parts.waiting?.();
    }
    pending.settle(outcome);
  }

  /** Settles every operation of the group, in as few batches as the database allows. */
  async #commit(whole: Pending[]): Promise<void> {
    let group = whole;
    for (let attempt = 0; attempt < COMMIT_ATTEMPTS_MAX && group.length > 0; attempt += 1) {
      if (attempt > 1) await this.#parts.sleep(Math.min(2_000, 25 * 2 ** attempt));
      const tried = await this.#try(group);
      if (tried === 'committed') return;
      this.#forget();
      group = await this.#settleStored(group);
      if (tried === 'behind' || tried === 'unknown') continue;
      if (group.length > 1) {
        const half = group.length >> 1;
        await this.#commit(group.slice(0, half));
        return this.#commit(group.slice(half));
      }
      const [offender] = group;
      if (!offender) return;
      const verdict = this.#verdict(offender.op, tried.guard);
      if (verdict === 'conflict') return this.#finish(offender, { status: 'conflict' });
      offender.op = { ...offender.op, movements: [], holds: [], also: [], refuse: verdict };
    }
    for (const pending of group) this.#finish(pending, { status: 'unknown' });
  }

  /** One batch. `behind` and `unknown` are tried again; a guard points at an operation of the group. */
  async #try(group: Pending[]): Promise<'committed' | 'behind' | 'unknown' | { guard: string }> {
    let drafted: DraftedGroup;
    try {
      const rules = await this.#within(this.#parts.rules());
      const wanted = group.flatMap(({ op }) => balancesOf(op));
      await this.#within(this.book.load(wanted));
      // Somebody may have dropped the book since; a plan on nothing would take every balance for 0.
      if (!this.book.holds(wanted)) return 'behind';
      drafted = draftGroup(group.map(({ op }) => op), {
        guild: this.#parts.guild, book: this.book, rules, now: this.#parts.clock(), statements: this.#parts.statements, spent: this.#spent,
      });
      if (drafted.group.ops.length > 0) {
        await this.#within(this.#parts.database.batch(batchOf(this.#parts.guild, drafted.group)));
      }
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'guard') return BEHIND.has(failure.name) ? 'behind' : { guard: failure.name };
      log('warn', 'committer.unknown', { guild: this.#parts.guild, error });
      return 'unknown';
    }
    this.#committed(group, drafted);
    return 'committed';
  }

  /** After an error all that is remembered may be old, the settings too: the batch may have saved them. */
  #forget(): void {
    this.book.drop();
    this.#parts.invalidated('settings');
  }

  #committed(group: Pending[], drafted: DraftedGroup): void {
    this.book.advance(drafted.draft.head, drafted.draft.balances);
    for (const statement of drafted.group.also.keys()) {
      if (statement.invalidates === 'freezes') this.book.drop();
      if (statement.invalidates) this.#parts.invalidated(statement.invalidates);
    }
    for (const pending of group) {
      const outcome = drafted.outcomes.get(pending.op.key) ?? { status: 'unknown' };
      if (outcome.status === 'done') this.#spent.add(pending.op);
      this.#finish(pending, outcome);
    }
  }

  /** Answers what is found under its key and gives back the rest. While the database is silent all stay open. */
  async #settleStored(group: Pending[]): Promise<Pending[]> {
    try {
      const stored = await this.#within(this.#stored.read(group.map(({ op }) => op)));
      return group.filter((pending) => {
        const outcome = stored.get(pending.op.key);
        if (outcome) this.#finish(pending, outcome);
        return !outcome;
      });
    } catch (error) {
      log('warn', 'committer.unread', { guild: this.#parts.guild, error });
      return group;
    }
  }

  #verdict(op: Operation, guard: string): Refusal | 'conflict' {
    if (guard === 'ledger:frozen') return { code: 'blocked', text: 'errors.frozen', params: { reason: '' } };
    // The hold was released meanwhile, in part or whole: what is left must be read again. Never stored, or an expiry is lost.
    if (guard === 'ledger:hold_release' || guard === 'ledger:funds') return 'conflict';
    if (guard === 'ledger:once') return { code: 'conflict', text: 'errors.once' };
    const meaning = this.#parts.statements.guard(op, guard);
    if (meaning) return meaning;
    log('error', 'committer.guard', { guild: this.#parts.guild, guard, kind: op.kind });
    return { code: 'conflict', text: 'errors.guard', params: { guard } };
  }

  /** A call that has not answered in time counts as unknown; it may still commit, which the keys then show. */
  async #within<T>(call: Promise<T>): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = (this.#parts.timer ?? realTimer)(DATABASE_TIMEOUT_MS, () => reject(new Error('the database did not answer in time')));
    return Promise.race([call, late]).finally(cancel);
  }
}
