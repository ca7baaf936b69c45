import { strictEqual as same } from 'node:assert/strict';
import type { AsyncCommand } from 'fast-check';
import type { Committer } from '../../src/guild/committer.ts';
import { BURN, ESCROW, MINT } from '../../src/ledger/accounts.ts';
import { freezeAccount, unfreezeAccount } from '../../src/ledger/also.ts';
import { openHold, postHold, voidHold } from '../../src/ledger/holds.ts';
import type { Movement, Operation, Outcome } from '../../src/ledger/operation.ts';
import { said, type Stage } from './stage.ts';

/** The guild as a page of arithmetic: no keys, no chain, no cache. */
export class Model {
  readonly balances = new Map<string, number>();
  readonly holds = new Map<string, { owner: string; held: number }>();
  readonly frozen = new Set<string>();
  readonly said = new Map<string, string>();
  readonly sent: Operation[] = [];

  of(account: string): number {
    return this.balances.get(account) ?? 0;
  }

  /** What a movement must come to; moves if it comes to something. */
  move(from: string, to: string, amount: number): string {
    if (amount < 1) return 'refused errors.amount';
    if (from === to) return 'refused errors.same_account';
    if (this.frozen.has(from) || this.frozen.has(to)) return 'refused errors.frozen';
    if (from !== MINT && this.of(from) < amount) return from === ESCROW ? 'conflict' : 'refused errors.funds';
    this.balances.set(from, this.of(from) - amount);
    this.balances.set(to, this.of(to) + amount);
    return 'done';
  }
}

/** The committer under test with all that surrounds it. */
export interface Real {
  stage: Stage;
  object: Committer;
  count: number;
}

type Step = AsyncCommand<Model, Real>;

const step = (name: string, run: (model: Model, real: Real) => Promise<unknown>, check: (model: Model) => boolean = () => true): Step => ({ check, run: async (model, real) => void (await run(model, real)), toString: () => name });

/** Submits under a key of its own; the answer and every balance must come out as expected. */
export async function submit(model: Model, real: Real, plan: Partial<Operation>, expected: string): Promise<Outcome> {
  const key = `k${(real.count += 1)}`;
  const op: Operation = { key, fingerprint: key, kind: 'step', actor: '9', ...plan };
  model.sent.push(op);
  const outcome = await real.object.submit(op);
  same(said(outcome), expected);
  if (expected !== 'conflict') model.said.set(key, expected);
  await real.object.book.load([...model.balances.keys()].map((account) => [account, 'coin']));
  for (const [account, balance] of model.balances) same(real.object.book.balance(account, 'coin') ?? 0, balance, account);
  return outcome;
}

const single = (from: string, to: string, amount: number): { movements: Movement[] } => ({ movements: [{ kind: 'step', from, to, amount }] });

/** Moves coins between two accounts, @mint and @burn among them. */
export const moves = (from: string, to: string, amount: number): Step =>
  step(`move ${amount} ${from} ${to}`, (model, real) => submit(model, real, single(from, to, amount), model.move(from, to, amount)));

/** Pays two members in one operation: both or none. */
export const pays = (from: string, one: string, other: string, first: number, second: number): Step =>
  step(`pay ${first} ${from} ${one} and ${second} ${other}`, (model, real) => {
    const before = new Map(model.balances);
    const half = model.move(from, one, first);
    const expected = half === 'done' ? model.move(from, other, second) : half;
    if (expected !== 'done') for (const [account] of model.balances) model.balances.set(account, before.get(account) ?? 0);
    return submit(model, real, { movements: [...single(from, one, first).movements, ...single(from, other, second).movements] }, expected);
  });

/** Brings an account to a balance. */
export const sets = (account: string, balance: number): Step =>
  step(`set ${account} ${balance}`, (model, real) => {
    const difference = balance - model.of(account);
    const [from, to] = difference > 0 ? [MINT, account] as const : [account, BURN] as const;
    const expected = difference === 0 ? 'done' : model.move(from, to, Math.abs(difference));
    return submit(model, real, { movements: [{ kind: 'set', account, balance }] }, expected);
  });

export const freezes = (account: string): Step =>
  step(`freeze ${account}`, (model, real) => {
    model.frozen.add(account);
    return submit(model, real, { also: [freezeAccount(account, 'why')] }, 'done');
  });

export const thaws = (account: string): Step =>
  step(`thaw ${account}`, (model, real) => {
    model.frozen.delete(account);
    return submit(model, real, { also: [unfreezeAccount(account)] }, 'done');
  });

export const opensHold = (owner: string, amount: number): Step =>
  step(`hold ${amount} of ${owner}`, (model, real) => {
    const id = `h${real.count}`;
    const expected = model.move(owner, ESCROW, amount);
    if (expected === 'done') model.holds.set(id, { owner, held: amount });
    return submit(model, real, openHold({ id, owner, amount, purpose: 'bet', expiresAt: null }), expected);
  });

/** Pays `amount` out of the nth hold, or gives back what is left of it where there is no receiver. */
export const releasesHold = (nth: number, to: string | null, amount: number): Step =>
  step(`release hold ${nth} to ${to ?? 'its owner'}`, (model, real) => {
    const [id, hold] = [...model.holds][nth % model.holds.size] ?? [];
    if (id === undefined || hold === undefined) return Promise.resolve();
    const open = { id, asset: 'coin', ...hold };
    const movement = to === null ? voidHold(open) : postHold(open, to, amount);
    // Short of the hold itself there may still be coins of other holds in @escrow; the guard of the hold sees to that.
    const short = movement.amount > hold.held && !model.frozen.has(movement.to);
    const expected = short ? 'conflict' : model.move(ESCROW, movement.to, movement.amount);
    if (expected === 'done') hold.held -= movement.amount;
    if (hold.held === 0) model.holds.delete(id);
    return submit(model, real, { movements: [movement] }, expected);
  }, (model) => model.holds.size > 0);

/** A second delivery of an old operation, as it was or as another request. */
export const repeats = (nth: number, other: boolean): Step =>
  step(`repeat ${nth}${other ? ' as another' : ''}`, async (model, real) => {
    const settled = model.sent.filter(({ key }) => model.said.has(key));
    const op = settled[nth % settled.length];
    if (!op) return;
    const outcome = await real.object.submit(other ? { ...op, fingerprint: 'other' } : op);
    same(said(outcome), other ? 'refused errors.key_reused' : model.said.get(op.key));
    same('replayed' in outcome && outcome.replayed, true);
  }, (model) => model.said.size > 0);

/** The object is evicted: nothing is left but the database. */
export const evicts = (): Step => step('evict', async (_model, real) => void (real.object = real.stage.object()));

/** The next writes go wrong, and nobody may notice. */
export const fails = (...faults: ('lost request' | 'lost response')[]): Step =>
  step(`fail ${faults.join(', ')}`, async (_model, real) => real.stage.fail(...faults));
