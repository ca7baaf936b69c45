import { deepStrictEqual as same } from 'node:assert/strict';
import { BURN, MINT } from '../../src/ledger/accounts.ts';
import { freezeAccount, saveSettings } from '../../src/ledger/also.ts';
import { openHold, postHold, voidHold } from '../../src/ledger/holds.ts';
import { RECENT_OUTCOMES_MAX } from '../../src/kernel/limits.ts';
import { stepCooldown } from '../../src/features/economy/statements.ts';
import type { Core } from './core.ts';
import { move, said, Stage } from './stage.ts';

/** Histories in which this committer was wrong once, or nearly; each throws where it is wrong again. */
export const SCENARIOS: Record<string, (core: Core) => Promise<void>> = {
  async 'a refusal alone is not made on an old cache'(core) {
    const stage = new Stage(core);
    const [old, current] = [stage.object(), stage.object()];
    same(said(await old.submit(move('a', 'u:1', BURN, 5))), 'refused errors.funds');
    same(said(await current.submit(move('b', MINT, 'u:1', 5))), 'done');
    same(said(await old.submit(move('c', 'u:1', BURN, 5))), 'done');
  },

  async 'an old object does not move what has been frozen since'(core) {
    const stage = new Stage(core);
    const [old, current] = [stage.object(), stage.object()];
    same(said(await old.submit(move('a', MINT, 'u:1', 5))), 'done');
    same(said(await current.submit({ key: 'f', fingerprint: 'f', kind: 'freeze', actor: '9', also: [freezeAccount('u:1', 'why')] })), 'done');
    same(said(await old.submit(move('b', 'u:1', BURN, 5))), 'refused errors.frozen');
  },

  async 'a request that wears a used key does not take the answer from its owner'(core) {
    const stage = new Stage(core);
    same(said(await stage.object().submit(move('a', MINT, 'u:1', 5))), 'done');
    const current = stage.object();
    same(said(await current.submit(move('a', MINT, 'u:1', 9, { fingerprint: 'other' }))), 'refused errors.key_reused');
    same(said(await current.submit(move('a', MINT, 'u:1', 5))), 'done');
  },

  async 'two requests under one key at once: each hears its own answer'(core) {
    const stage = new Stage(core);
    same(said(await stage.object().submit(move('a', MINT, 'u:1', 5))), 'done');
    const current = stage.object();
    const other = current.submit(move('a', MINT, 'u:1', 9, { fingerprint: 'other' }));
    const own = current.submit(move('a', MINT, 'u:1', 5));
    const recalled = current.recall(move('a', MINT, 'u:1', 5));
    same([said(await other), said(await own)], ['refused errors.key_reused', 'done']);
    same((await recalled)?.status, 'done');
  },

  async 'a hold that changed meanwhile is planned anew and never refused for good'(core) {
    const stage = new Stage(core);
    const object = stage.object();
    const held = { id: 'h', owner: 'u:1', asset: 'coin', held: 50 };
    await object.submit(move('a', MINT, 'u:1', 50));
    const opened = openHold({ id: 'h', owner: 'u:1', amount: 50, purpose: 'bet', expiresAt: null });
    same(said(await object.submit({ key: 'b', fingerprint: 'b', kind: 'hold_open', actor: '1', ...opened })), 'done');
    const end = (movement: ReturnType<typeof voidHold>, key: string) => object.submit({ key, fingerprint: key, kind: 'end', actor: '1', movements: [movement] });
    same(said(await end(postHold(held, 'u:2', 20), 'c')), 'done');
    same(said(await end(voidHold(held), 'd')), 'conflict');
    same(said(await end(voidHold({ ...held, held: 30 }), 'd')), 'done');
    // A new object takes a second delivery for what it is, though the plan would not work any more.
    const again = voidHold({ ...held, held: 30 });
    same(said(await stage.object().submit({ key: 'd', fingerprint: 'd', kind: 'end', actor: '1', movements: [again] })), 'done');
  },

  async 'settings saved by a batch whose answer was lost are read again'(core) {
    const stage = new Stage(core);
    stage.fail('lost response');
    const op = { key: 'a', fingerprint: 'a', kind: 'config', actor: '9', also: [saveSettings(1, {})] };
    same(said(await stage.object().submit(op)), 'done');
    same(stage.invalidated.includes('settings'), true);
  },

  async 'a slow read does not put an old balance over a commit'(core) {
    const stage = new Stage(core);
    const object = stage.object();
    await object.submit(move('a', MINT, 'u:2', 1));
    let answer: () => void = () => undefined;
    stage.gate = () => new Promise((resolve) => (answer = resolve));
    const view = object.book.load([['u:1', 'coin']]);
    stage.gate = async () => undefined;
    await object.submit(move('b', MINT, 'u:1', 7));
    answer();
    await view;
    same(object.book.balance('u:1', 'coin'), 7);
  },

  async 'a cache dropped between reading and planning is not taken for empty pockets'(core) {
    const stage = new Stage(core);
    await stage.object().submit(move('a', MINT, 'u:1', 50));
    // Wherever between the answer of the database and the plan the drop comes.
    for (let ticks = 0; ticks < 16; ticks += 1) {
      const object = stage.object();
      stage.gate = async () => {
        stage.gate = async () => undefined;
        let left = ticks;
        const tick = (): void => ((left -= 1) < 0 ? object.book.drop() : queueMicrotask(tick));
        tick();
      };
      same(said(await object.submit(move(`b${ticks}`, 'u:1', BURN, 1))), 'done');
    }
  },

  async 'a second delivery is a replay, however many operations have passed and whatever it was planned on'(core) {
    const stage = new Stage(core);
    const object = stage.object();
    const daily = move('daily', MINT, 'u:1', 5, {
      basis: ['daily:u:1:0'], also: [stepCooldown({ account: 'u:1', name: 'daily', streak: 1, previousAt: 0 })],
    });
    const first = await object.submit(daily);
    const rest = Array.from({ length: RECENT_OUTCOMES_MAX + 1 }, (_, index) => move(`x${index}`, MINT, 'u:2', 1));
    await Promise.all(rest.map((op) => object.submit(op)));
    const again = await object.submit(daily);
    same(again, { ...first, replayed: true });
    same(said(await object.submit({ ...daily, key: 'daily2', fingerprint: 'daily2' })), 'conflict');
  },

  async 'a guard that one operation breaks does not touch the others of its group'(core) {
    const stage = new Stage(core);
    const object = stage.object();
    await object.submit({ key: 'f', fingerprint: 'f', kind: 'freeze', actor: '9', also: [freezeAccount('u:3', 'why')] });
    const once = (key: string) => move(key, MINT, 'u:9', 1, { movements: [{ kind: 'task', from: MINT, to: 'u:9', amount: 1, onceKey: 'task:1' }] });
    const stale = stage.object();
    await stale.submit(once('o1'));
    const outcomes = await Promise.all([
      object.submit(move('a', MINT, 'u:1', 5)), object.submit(once('o2')), object.submit(move('b', MINT, 'u:3', 5)), object.submit(move('c', MINT, 'u:2', 5)),
    ]);
    same(outcomes.map(said), ['done', 'refused errors.once', 'refused errors.frozen', 'done']);
  },
};
