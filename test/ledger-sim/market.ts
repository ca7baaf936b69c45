import { strictEqual as same } from 'node:assert/strict';
import type { AsyncCommand } from 'fast-check';
import { fenceItem, ITEM_SAVE, stepCount } from '../../src/features/shop/statements.ts';
import { addSubmission, claimLimit, saveTask, stepClaim, stepSubmission } from '../../src/features/tasks/statements.ts';
import { BURN, itemAsset, MINT, SHOP } from '../../src/ledger/accounts.ts';
import type { AlsoRow } from '../../src/ledger/operation.ts';
import { newTask, SLOTS } from './errands.ts';
import { Model, submit, type Real } from './model.ts';

const ASSET = itemAsset(1);
const { reward: REWARD } = newTask();

interface Purchase {
  seq: number;
  member: string;
  quantity: number;
  price: number;
  unused: number;
}

type ClaimState = 'claimed' | 'submitted' | 'rejected' | 'accepted';

/** A guild with one item and one task, as a page of arithmetic. */
export class Market extends Model {
  stock = 0;
  price = 0;
  /** Version of the item; 0 is none yet. */
  item = 0;
  readonly purchases: Purchase[] = [];
  readonly counts = new Map<string, { bought: number; version: number }>();
  readonly claims = new Map<string, { state: ClaimState; version: number; submission: number | null }>();
  readonly refunded = new Set<number>();
  submissions = 0;
  task = 0;

  copies(member: string): number {
    return this.purchases.filter((purchase) => purchase.member === member).reduce((sum, { unused }) => sum + unused, 0);
  }

  count(member: string): { bought: number; version: number } {
    return this.counts.get(member) ?? { bought: 0, version: 0 };
  }

  get completed(): number {
    return [...this.claims.values()].filter(({ state }) => state === 'accepted').length;
  }
}

type Step = AsyncCommand<Market, Real>;

const step = (name: string, run: (market: Market, real: Real) => Promise<void>, check: (market: Readonly<Market>) => boolean = () => true): Step => ({ check, run, toString: () => name });

/** Puts the item on sale at a price, or at another one, with more in stock. */
export const prices = (price: number, more: number): Step => step(`price ${price}, ${more} more`, async (market, real) => {
  const row = {
    itemId: 1, version: market.item + 1, name: 'Shell', description: '', emoji: '', price, category: '', unlimited: 0, active: 1, limitPerMember: null,
    requiredRole: null, minBalance: null, transferable: 1, sellRate: 0, copyDays: null, actions: '[]', position: 1,
  };
  market.item += 1;
  market.price = price;
  market.stock += more;
  const movements = [{ kind: 'shop_stock', asset: ASSET, from: MINT, to: SHOP, amount: more }];
  await submit(market, real, { movements, also: [{ statement: ITEM_SAVE.name, row }] }, 'done');
});

/** Buys at the price that holds, or at one that was read before the last edit. */
export const buys = (member: string, quantity: number, stale: boolean): Step => step(`buy ${quantity} by ${member}${stale ? ' on an old price' : ''}`, async (market, real) => {
  const { price, item, stock } = market;
  const count = market.count(member);
  const cost = price * quantity;
  let expected = 'done';
  if (market.frozen.has(member)) expected = 'refused errors.frozen';
  else if (market.of(member) < cost) expected = 'refused errors.funds';
  else if (stock < quantity) expected = stock > 0 ? 'refused errors.stock_short' : 'refused errors.sold_out';
  else if (stale) expected = 'conflict';
  const next = { bought: count.bought + quantity, version: count.version + 1 };
  const wanted = {
    movements: [
      { kind: 'shop_purchase', from: member, to: SHOP, amount: cost, ref: ASSET },
      { kind: 'shop_purchase', asset: ASSET, from: SHOP, to: member, amount: quantity, ref: ASSET },
    ],
    also: [fenceItem({ item: 1, version: stale ? item - 1 : item, onSale: true }), stepCount({ item: 1, account: member, ...next })],
  };
  if (expected === 'done') {
    market.move(member, SHOP, cost);
    market.stock -= quantity;
    market.counts.set(member, next);
  }
  const outcome = await submit(market, real, wanted, expected);
  if (outcome.status !== 'done') return;
  const seq = outcome.done.entries.at(-1)?.seq ?? 0;
  market.purchases.push({ seq, member, quantity, price, unused: quantity });
}, ({ item }) => item > 0);

/** Uses one copy: of the oldest purchase. */
export const uses = (member: string): Step => step(`use by ${member}`, async (market, real) => {
  const expected = market.frozen.has(member) ? 'refused errors.frozen' : market.copies(member) === 0 ? 'refused errors.items_short' : 'done';
  const oldest = market.purchases.find((purchase) => purchase.member === member && purchase.unused > 0);
  if (expected === 'done' && oldest) oldest.unused -= 1;
  await submit(market, real, { movements: [{ kind: 'item_use', asset: ASSET, from: member, to: BURN, amount: 1 }] }, expected);
});

/** Gives the nth purchase back, whole and once. */
export const refunds = (nth: number): Step => step(`refund ${nth}`, async (market, real) => {
  const purchase = market.purchases[nth % market.purchases.length];
  if (!purchase) return;
  const { seq, member, quantity, price, unused } = purchase;
  const count = market.count(member);
  const next = { bought: count.bought - quantity, version: count.version + 1 };
  const again = market.refunded.has(seq);
  let expected = 'done';
  if (market.frozen.has(member)) expected = 'refused errors.frozen';
  else if (market.copies(member) < quantity) expected = 'refused errors.items_short';
  // What the books can tell comes before what the database knows: the till may hold less than is asked back twice.
  else if (market.of(SHOP) < price * quantity) expected = 'refused errors.funds';
  else if (again) expected = 'refused errors.once';
  else if (unused < quantity) expected = 'conflict';
  if (expected === 'done') {
    market.refunded.add(seq);
    purchase.unused = 0;
    market.stock += quantity;
    market.move(SHOP, member, price * quantity);
    market.counts.set(member, next);
  }
  await submit(market, real, {
    movements: [
      { kind: 'shop_refund', asset: ASSET, from: member, to: SHOP, amount: quantity, ref: `lot:${seq}`, onceKey: `refund:${seq}` },
      { kind: 'shop_refund', from: SHOP, to: member, amount: price * quantity, ref: `entry:${seq}`, uncapped: true },
    ],
    also: [fenceItem({ item: 1, version: market.item }), stepCount({ item: 1, account: member, ...next })],
  }, expected);
}, ({ purchases }) => purchases.length > 0);

/** Takes a slot of the task; the first one makes the task. */
export const claims = (member: string): Step => step(`claim by ${member}`, async (market, real) => {
  if (market.task === 0) {
    market.task = 1;
    await submit(market, real, { also: [saveTask(newTask())] }, 'done');
  }
  const had = market.claims.has(member);
  let expected = 'done';
  if (market.completed >= SLOTS) expected = 'refused tasks.refused.closed';
  else if (market.claims.size >= SLOTS) expected = 'refused tasks.refused.full';
  else if (had) expected = 'refused tasks.refused.claimed';
  const also = [claimStep(member, had ? 2 : 1, 1, 'claimed', null), claimLimit(member.slice(2), 5)];
  if (expected === 'done') market.claims.set(member, { state: 'claimed', version: 1, submission: null });
  await submit(market, real, { also }, expected);
});

/** Hands in a proof of the nth claim, first or after a rejection. */
export const handsIn = (nth: number): Step => step(`hand in ${nth}`, async (market, real) => {
  const [member, claim] = [...market.claims][nth % market.claims.size] ?? [];
  if (!member || !claim) return;
  const open = claim.state === 'claimed' || claim.state === 'rejected';
  const submission = market.submissions + 1;
  const also = [
    addSubmission({ task: 1, member: member.slice(2), round: 1, turn: 1, text: 'done', link: '', files: '[]' }),
    claimStep(member, 1, claim.version + 1, 'submitted', null),
  ];
  await submit(market, real, { also }, open ? 'done' : 'conflict');
  if (!open) return;
  market.submissions = submission;
  Object.assign(claim, { state: 'submitted', version: claim.version + 1, submission });
}, (market) => market.claims.size > 0);

/** Judges the nth claim's proof; `late` on a version that somebody else has judged on already. */
export const judges = (nth: number, accepted: boolean, late: boolean): Step => step(`${accepted ? 'accept' : 'reject'} ${nth}${late ? ' late' : ''}`, async (market, real) => {
  const proved = [...market.claims].filter(([, { submission }]) => submission !== null);
  const [member, claim] = proved[nth % proved.length] ?? [];
  if (!member || !claim?.submission) return;
  const waiting = claim.state === 'submitted' && !late;
  const state = accepted ? 'accepted' : 'rejected';
  const decided = stepSubmission({
    submissionId: claim.submission, taskId: 1, member: member.slice(2), round: 1, turn: 1, version: late ? 1 : 2, state, reviewer: null, leaseUntil: null,
    firstReviewer: null, bonus: 0, decidedBy: '9', reason: 'why', appealed: 0, appealReason: '', rejectedBy: null,
  });
  const reward = { kind: 'task_reward', from: MINT, to: member, amount: REWARD, onceKey: `task:1:1.1:${member}`, uncapped: true };
  let expected = waiting ? 'done' : 'conflict';
  if (accepted && market.frozen.has(member)) expected = 'refused errors.frozen';
  else if (accepted && claim.state === 'accepted') expected = 'refused errors.once';
  if (expected === 'done') {
    if (accepted) market.move(MINT, member, REWARD);
    Object.assign(claim, { state, version: claim.version + 1 });
  }
  const also = [decided, claimStep(member, 1, expected === 'done' ? claim.version : claim.version + 1, state, claim.submission)];
  await submit(market, real, { also, ...(accepted ? { movements: [reward] } : {}) }, expected);
}, (market) => market.submissions > 0);

function claimStep(member: string, turn: number, version: number, state: ClaimState, submissionId: number | null): AlsoRow {
  return stepClaim({ taskId: 1, member: member.slice(2), round: 1, turn, version, state, deadline: null, due: null, submissionId });
}

/** The rows of the shop and the task say what the arithmetic says. */
export function checkMarket(market: Market, { stage: { ledger, guild } }: Real): void {
  const balance = (account: string): unknown => ledger.all('SELECT balance FROM account WHERE guild = ?1 AND account_id = ?2 AND asset = ?3', guild, account, ASSET)[0]?.['balance'] ?? 0;
  same(balance(SHOP), market.stock, 'stock');
  for (const { seq, unused } of market.purchases) {
    const [lot] = ledger.all('SELECT unused FROM lot WHERE guild = ?1 AND seq = ?2', guild, seq);
    same(lot?.['unused'] ?? 0, unused, `lot ${seq}`);
  }
  for (const member of new Set(market.purchases.map((purchase) => purchase.member))) same(balance(member), market.copies(member), `copies of ${member}`);
  const [task] = ledger.all('SELECT taken, completed FROM task WHERE guild = ?1', guild);
  same(Number(task?.['taken'] ?? 0), market.claims.size, 'slots taken');
  same(Number(task?.['completed'] ?? 0), market.completed, 'claims accepted');
}
