import type { Refusal } from '../kernel/errors.ts';
import { AMOUNT_MAX } from '../kernel/limits.ts';
import { accountUser, BURN, COIN, ESCROW, MINT, SHOP } from './accounts.ts';
import { balanceId, type Book, type Head } from './book.ts';
import { entryHash, type EntryRow } from './hash.ts';
import type { BalanceTarget, Done, EntrySummary, Movement, Operation } from './operation.ts';

/** The guild's settings that bind every movement. */
export interface MoneyRules {
  /** Coins that a member's account opens with. */
  start: number;
  /** Highest balance of coins that a member may reach, or null. */
  cap: number | null;
}

export type Planned = { entries: EntryRow[]; done: Done } | { refusal: Refusal };

/** A group in the making: what the balances and the head will be if the batch commits. */
export class Draft {
  readonly #guild: string;
  readonly #book: Book;
  readonly #rules: MoneyRules;
  readonly balances = new Map<string, number>();
  readonly #once = new Set<string>();
  head: Head;

  constructor(guild: string, book: Book, rules: MoneyRules, now: number) {
    this.#guild = guild;
    this.#book = book;
    this.#rules = rules;
    // Time in the ledger never runs backwards, whatever the clock of this machine says.
    this.head = { ...book.head, at: Math.max(now, book.head.at) };
  }

  /** Turns an operation into entries on top of the draft, or into the refusal that the draft's balances ask for. */
  plan(op: Operation): Planned {
    const before = { head: this.head, balances: new Map<string, number | undefined>() };
    try {
      const entries = this.#entriesOf(op, before.balances);
      for (const { once_key } of entries) if (once_key !== null) this.#once.add(once_key);
      return { entries, done: { entries: entries.map(summaryOf), data: op.data ?? null, at: this.head.at } };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.head = before.head;
      for (const [id, balance] of before.balances) {
        if (balance === undefined) this.balances.delete(id);
        else this.balances.set(id, balance);
      }
      return { refusal: error.refusal };
    }
  }

  #entriesOf(op: Operation, undo: Map<string, number | undefined>): EntryRow[] {
    const movements = op.movements ?? [];
    const entries: EntryRow[] = [];
    for (const asked of movements) {
      for (const account of accountsOf(asked)) {
        const opening = this.#opening(account, assetOf(asked));
        if (opening) entries.push(this.#entry(op, opening, undo));
      }
      const movement = 'balance' in asked ? this.#towards(asked) : asked;
      if (movement) entries.push(this.#entry(op, movement, undo));
    }
    return entries;
  }

  #balance(account: string, asset: string): number | null {
    return this.balances.get(balanceId(account, asset)) ?? this.#book.balance(account, asset);
  }

  #opening(account: string, asset: string): Movement | undefined {
    const opens = this.#rules.start > 0 && asset === COIN && accountUser(account) !== undefined;
    if (!opens || this.#balance(account, asset) !== null) return undefined;
    return { kind: 'start', from: MINT, to: account, amount: this.#rules.start, onceKey: `start:${account}`, uncapped: true };
  }

  #towards(target: BalanceTarget): Movement | undefined {
    if (!Number.isSafeInteger(target.balance) || target.balance < 0) refuse('invalid', 'errors.amount');
    const difference = target.balance - (this.#balance(target.account, COIN) ?? 0);
    if (difference === 0) return undefined;
    const ends = difference > 0 ? { from: MINT, to: target.account } : { from: target.account, to: BURN };
    return { kind: target.kind, ...ends, amount: Math.abs(difference), ...(target.note ? { note: target.note } : {}) };
  }

  #entry(op: Operation, movement: Movement, undo: Map<string, number | undefined>): EntryRow {
    const { from, to, amount, asset = COIN } = movement;
    const fromBefore = this.#balance(from, asset) ?? 0;
    const toBefore = this.#balance(to, asset) ?? 0;
    this.#check(movement, asset, fromBefore, toBefore);
    const unhashed = {
      guild: this.#guild, seq: this.head.seq + 1, op_key: op.key, kind: movement.kind, asset, from_account: from,
      to_account: to, amount, from_before: fromBefore, from_after: fromBefore - amount, to_before: toBefore,
      to_after: toBefore + amount, once_key: movement.onceKey ?? null, ref: movement.ref ?? null, actor: op.actor,
      note: movement.note ?? '', at: this.head.at, prev_hash: this.head.hash,
    };
    const entry = { ...unhashed, hash: entryHash(unhashed) };
    this.head = { seq: entry.seq, hash: entry.hash, at: entry.at };
    for (const [account, balance] of [[from, entry.from_after], [to, entry.to_after]] as const) {
      const id = balanceId(account, asset);
      if (!undo.has(id)) undo.set(id, this.balances.get(id));
      this.balances.set(id, balance);
    }
    return entry;
  }

  #short(from: string, asset: string, balance: number, amount: number): never {
    if (asset === COIN) refuse('insufficient', 'errors.funds', { balance, amount, asset });
    if (from === SHOP) refuse('blocked', balance > 0 ? 'errors.stock_short' : 'errors.sold_out', { pieces: balance, asset });
    return refuse('insufficient', 'errors.items_short', { pieces: balance, asset });
  }

  #check(movement: Movement, asset: string, fromBefore: number, toBefore: number): void {
    const { from, to, amount } = movement;
    if (!Number.isSafeInteger(amount) || amount < 1) refuse('invalid', 'errors.amount');
    if (from === to) refuse('invalid', 'errors.same_account');
    for (const account of [from, to]) {
      const reason = this.#book.frozen(account);
      if (reason !== undefined) refuse('blocked', 'errors.frozen', { account, reason });
    }
    // @escrow is short only where a hold was released meanwhile; the database tells that from a second delivery.
    if (from !== MINT && from !== ESCROW && fromBefore < amount) this.#short(from, asset, fromBefore, amount);
    if (movement.onceKey !== undefined && this.#once.has(movement.onceKey)) refuse('conflict', 'errors.once');
    const { cap } = this.#rules;
    const capped = cap !== null && asset === COIN && accountUser(to) !== undefined && !movement.uncapped;
    if (capped && toBefore + amount > cap) refuse('blocked', 'errors.cap', { cap, account: to });
    if (toBefore + amount > AMOUNT_MAX || fromBefore - amount < -AMOUNT_MAX) refuse('invalid', 'errors.ceiling');
  }
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.text);
    this.refusal = refusal;
  }
}

function refuse(code: Refusal['code'], text: string, params: Refusal['params'] = {}): never {
  throw new Refused({ code, text, params });
}

function assetOf(movement: Movement | BalanceTarget): string {
  return 'balance' in movement ? COIN : (movement.asset ?? COIN);
}

/** The accounts that a movement touches; a target may mint or burn. */
function accountsOf(movement: Movement | BalanceTarget): string[] {
  return 'balance' in movement ? [movement.account, MINT, BURN] : [movement.from, movement.to];
}

/** Every balance that an operation's plan reads. */
export function balancesOf(op: Operation): [account: string, asset: string][] {
  const wanted = (op.movements ?? []).flatMap((movement) =>
    accountsOf(movement).map((account): [string, string] => [account, assetOf(movement)]),
  );
  // A first movement may open an account, and the opening balance comes from @mint.
  return wanted.length > 0 ? [...wanted, [MINT, COIN]] : wanted;
}

function summaryOf(entry: EntryRow): EntrySummary {
  return {
    seq: entry.seq, kind: entry.kind, asset: entry.asset, from: entry.from_account, to: entry.to_account,
    amount: entry.amount, fromAfter: entry.from_after, toAfter: entry.to_after,
  };
}
