import { deepStrictEqual as same, ok } from 'node:assert/strict';
import * as fc from 'fast-check';
import { BURN, MINT } from '../../src/ledger/accounts.ts';
import { checkChain } from './checks/chain.ts';
import { checkHolds } from './checks/holds.ts';
import type { Core } from './core.ts';
import { SqliteLedger } from './database.ts';
import { evicts, fails, freezes, Model, moves, opensHold, pays, releasesHold, repeats, sets, thaws, type Real } from './model.ts';
import { buys, checkMarket, claims, handsIn, judges, Market, prices, refunds, uses } from './market.ts';
import { move, said, Stage } from './stage.ts';

/** A property of a core; fc.assert runs it. */
export type Property = (core: Core) => fc.IAsyncProperty<unknown>;

/** Stages of one database, a guild each: a fresh database costs more than a run. */
function stages(core: Core): () => Stage {
  const ledger = new SqliteLedger(core.schema);
  let guilds = 0;
  return () => new Stage(core, ledger, `p${(guilds += 1)}`);
}

const member = fc.constantFrom('u:1', 'u:2', 'u:3');
const amount = fc.integer({ min: -1, max: 60 });
const fault = fc.constantFrom('lost request' as const, 'lost response' as const);
const steps = [
  fc.tuple(member, fc.integer({ min: 1, max: 100 })).map(([to, coins]) => moves(MINT, to, coins)),
  fc.tuple(member, member, amount).map((asked) => moves(...asked)),
  fc.tuple(member, amount).map(([from, coins]) => moves(from, BURN, coins)),
  fc.tuple(member, fc.nat(80)).map((asked) => sets(...asked)),
  fc.tuple(member, member, member, amount, amount).map((asked) => pays(...asked)),
  member.map(freezes), member.map(thaws), member.map(thaws),
  fc.tuple(member, fc.integer({ min: 1, max: 60 })).map((asked) => opensHold(...asked)),
  fc.tuple(fc.nat(9), fc.option(member), fc.integer({ min: 1, max: 70 })).map((asked) => releasesHold(...asked)),
  fc.tuple(fc.nat(99), fc.boolean()).map((asked) => repeats(...asked)),
  fc.constant(evicts()),
  fc.array(fault, { minLength: 1, maxLength: 3 }).map((faults) => fails(...faults)),
];

const arithmetic: Property = (core) => {
  const freshStage = stages(core);
  return fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: '+1' }), async (commands) => {
    const stage = freshStage();
    const setup = (): { model: Model; real: Real } => ({ model: new Model(), real: { stage, object: stage.object(), count: 0 } });
    await fc.asyncModelRun(setup, commands);
    checkChain(stage);
    checkHolds({ ledger: stage.ledger, guild: stage.guild, end: 0 });
  });
};

const quantity = fc.integer({ min: 1, max: 3 });
// More members than the task has slots.
const nth = fc.nat(9);
const worker = fc.constantFrom('u:1', 'u:2', 'u:3', 'u:4', 'u:5');
const trades = [
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 6 })).map((asked) => prices(...asked)),
  fc.tuple(member, fc.integer({ min: 30, max: 90 })).map(([to, coins]) => moves(MINT, to, coins)),
  fc.tuple(member, quantity, fc.boolean()).map((asked) => buys(...asked)), fc.tuple(member, quantity).map((asked) => buys(...asked, false)),
  member.map(uses), member.map(uses), fc.nat(20).map(refunds), fc.nat(3).map(refunds),
  worker.map(claims), worker.map(claims), nth.map(handsIn), nth.map(handsIn), fc.tuple(nth, fc.boolean(), fc.boolean()).map((asked) => judges(...asked)),
  fc.tuple(nth, fc.boolean()).map((asked) => judges(...asked, false)),
  member.map(freezes), member.map(thaws), member.map(thaws),
  fc.tuple(fc.nat(99), fc.boolean()).map((asked) => repeats(...asked)), fc.constant(evicts()),
  fc.array(fault, { minLength: 1, maxLength: 2 }).map((faults) => fails(...faults)),
];

const market: Property = (core) => {
  const freshStage = stages(core);
  return fc.asyncProperty(fc.commands(trades, { maxCommands: 100, size: '+2' }), async (commands) => {
    const stage = freshStage();
    const model = new Market();
    const real: Real = { stage, object: stage.object(), count: 0 };
    await fc.asyncModelRun(() => ({ model, real }), commands);
    checkMarket(model, real);
    checkChain(stage);
  });
};

const orders: Property = (core) => {
  const freshStage = stages(core);
  const payment = fc.record({ from: member, to: member, coins: fc.integer({ min: 1, max: 40 }), old: fc.boolean() });
  return fc.asyncProperty(fc.scheduler(), fc.array(payment, { minLength: 2, maxLength: 12 }), async (order, payments) => {
    const stage = freshStage();
    const first = stage.object();
    for (const account of ['u:1', 'u:2', 'u:3']) await first.submit(move(`m${account}`, MINT, account, 50));
    const [old, current] = [stage.object(), stage.object()];
    stage.gate = () => order.schedule(Promise.resolve());
    const told = payments.map(async ({ from, to, coins, old: atOld }, index) => {
      const outcome = await (atOld ? old : current).submit(move(`p${index}`, from, to, coins));
      return [index, said(outcome)] as const;
    });
    const views = payments.map(({ from }) => current.book.load([[from, 'coin']]));
    const answers = await order.waitFor(Promise.all(told));
    await order.waitFor(Promise.all(views));
    stage.gate = async () => undefined;
    for (const [index, answer] of answers) {
      const [row] = stage.ledger.all('SELECT outcome FROM op WHERE guild = ?1 AND op_key = ?2', stage.guild, `p${index}`);
      same(answer.startsWith('refused') ? 'refused' : answer, row?.['outcome']);
    }
    checkChain(stage);
  });
};

const views: Property = (core) => {
  const freshStage = stages(core);
  return fc.asyncProperty(fc.scheduler(), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }), async (order, grants) => {
    const stage = freshStage();
    const object = stage.object();
    stage.gate = () => order.schedule(Promise.resolve());
    let sum = 0;
    const view = async (): Promise<void> => {
      const least = sum;
      await object.book.load([['u:1', 'coin']]);
      ok((object.book.balance('u:1', 'coin') ?? 0) >= least, 'a view behind an answer');
    };
    const work = grants.flatMap((coins, index) => [
      object.submit(move(`g${index}`, MINT, 'u:1', coins)).then(async (outcome) => {
        same(said(outcome), 'done');
        sum += coins;
        await view();
      }),
      view(),
    ]);
    await order.waitFor(Promise.all(work));
    stage.gate = async () => undefined;
    await view();
    same(object.book.balance('u:1', 'coin'), grants.reduce((total, coins) => total + coins, 0));
  });
};

/** What must hold for every history that fast-check can think of. */
export const PROPERTIES = {
  'the ledger does what plain arithmetic does, through evictions, faults and second deliveries': arithmetic,
  'purchases, refunds, claims and verdicts do what plain arithmetic does, through the same': market,
  'whatever order the database answers in, coins and answers agree': orders,
  'what an object has answered, its next view shows': views,
} satisfies Record<string, Property>;
