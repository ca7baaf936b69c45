import { MINT, BURN, memberAccount } from '../../src/ledger/accounts.ts';
import { freezeAccount, unfreezeAccount, saveSettings } from '../../src/ledger/also.ts';
import { expireHold, openHold, postHold, voidHold } from '../../src/ledger/holds.ts';
import type { Movement, Operation } from '../../src/ledger/operation.ts';
import { stepCooldown } from '../../src/features/economy/statements.ts';
import { Errands } from './errands.ts';
import type { SqliteLedger } from './database.ts';
import type { Random } from './random.ts';
import { Trade } from './trade.ts';

/** Shortest time between two dailies of a member in the simulation. */
export const DAILY_MS = 8_000;
const TICK_MS = 10_000;
const MEMBERS = ['1', '2', '3', '4'].map(memberAccount);
const FREEZES = [...MEMBERS, ...MEMBERS, '*'];
const AMOUNTS = [1, 5, 10, 40, 90, 200];
const WRONG_AMOUNTS = [0, -5, 1.5, Number.MAX_SAFE_INTEGER, 2 ** 53];

/** What somebody wants: planned on what the database shows at that moment, and anew after a conflict. */
export interface Intent {
  key: string;
  fingerprint: string;
  plan: (now: number) => Plan;
}

export type Plan = Pick<Operation, 'movements' | 'holds' | 'also' | 'basis' | 'refuse'> & { kind: string; whole?: Operation };

const WEIGHTS = {
  pay: 30, mint: 14, daily: 12, set: 5, take: 5, reward: 5, item: 4, holdOpen: 9, holdPost: 7, holdVoid: 3, holdExpire: 6,
  freeze: 2, unfreeze: 4, reverse: 5, settings: 3, wrong: 4, refuse: 2,
  itemEdit: 0, itemStock: 0, itemBuy: 0, itemUse: 0, itemRefund: 0, taskClaim: 0, taskSubmit: 0, taskJudge: 0, taskExpire: 0,
};

type Kind = keyof typeof WEIGHTS;

/** Some histories are mostly about freezing, so that old objects meet it while nothing else moves. */
const FROSTY: typeof WEIGHTS = { ...WEIGHTS, freeze: 16, unfreeze: 24, mint: 40 };

/** Others are mostly about the shop or about tasks: their rules are met only where much of the same happens at once. */
const MARKET: typeof WEIGHTS = { ...WEIGHTS, mint: 60, itemEdit: 40, itemStock: 20, itemBuy: 160, itemUse: 8, itemRefund: 30 };
const ERRANDS: typeof WEIGHTS = { ...WEIGHTS, taskClaim: 90, taskSubmit: 60, taskJudge: 70, taskExpire: 25 };

/** Draws the intents of a history. `database` is read past the faults, as a Worker's read that has come through. */
export class Intents {
  readonly #random: Random;
  readonly #database: SqliteLedger;
  readonly #guild: string;
  readonly #weights: typeof WEIGHTS;
  readonly #trade: Trade;
  readonly #errands: Errands;
  #count = 0;

  constructor(random: Random, database: SqliteLedger, guild: string) {
    this.#random = random;
    this.#database = database;
    this.#guild = guild;
    const rows = this.#rows.bind(this);
    this.#trade = new Trade(random, rows);
    this.#errands = new Errands(random, rows);
    this.#weights = random.pick([WEIGHTS, WEIGHTS, WEIGHTS, WEIGHTS, FROSTY, MARKET, ERRANDS]);
  }

  draw(): Intent {
    const id = (this.#count += 1);
    const plan = this.#makers[this.#random.weighted(this.#weights)](id);
    return { key: `i:${id}`, fingerprint: `f${id}`, plan };
  }

  /** Ends every hold whose time has come, as the tick of that minute does. */
  expiries(now: number): Operation[] {
    const due = this.#rows('SELECT * FROM hold WHERE guild = ?1 AND held > 0 AND expires_at <= ?2', now);
    return due.map((row) => expireHold(heldOf(row), now - (now % TICK_MS)));
  }

  readonly #makers: Record<Kind, (id: number) => Intent['plan']> = {
    pay: () => this.#fixed('pay', { kind: 'pay', from: this.#member(), to: this.#member(), amount: this.#amount() }),
    mint: () => this.#fixed('grant', { kind: 'grant', from: MINT, to: this.#member(), amount: 4 * this.#amount() }),
    take: () => this.#fixed('take', { kind: 'take', from: this.#member(), to: BURN, amount: this.#amount() }),
    wrong: () => this.#fixed('wrong', { kind: 'pay', from: this.#member(), to: this.#member(), amount: this.#random.pick(WRONG_AMOUNTS) }),
    item: () => {
      const from = this.#random.chance(0.5) ? MINT : this.#member();
      return this.#fixed('item', { kind: 'item', asset: 'item:7', from, to: this.#member(), amount: this.#random.int(1, 3) });
    },
    set: () => {
      const target = { kind: 'set', account: this.#member(), balance: this.#random.pick([0, 30, 100, -1]) };
      return () => ({ kind: 'set', movements: [target] });
    },
    reward: () => {
      const account = this.#member();
      const onceKey = `task:${this.#random.int(1, 3)}:${account}`;
      return this.#fixed('reward', { kind: 'reward', from: MINT, to: account, amount: 25, onceKey });
    },
    daily: () => this.#daily(),
    holdOpen: (id) => {
      const hold = {
        id: `h${id}`, owner: this.#member(), amount: this.#amount(), purpose: 'bet',
        expiresAt: this.#random.chance(0.7) ? this.#random.int(5_000, 60_000) : null,
      };
      return (now) => ({ kind: 'hold_open', ...openHold({ ...hold, expiresAt: hold.expiresAt && now + hold.expiresAt }) });
    },
    holdPost: () => this.#withHold((held) => [postHold(held, this.#member(), this.#random.int(1, held.held))]),
    holdVoid: () => this.#withHold((held) => [voidHold(held)]),
    holdExpire: () => (now) => {
      const [whole] = this.expiries(now);
      return whole ? { kind: whole.kind, whole } : { kind: 'hold_expire' };
    },
    freeze: () => {
      const account = this.#random.pick(FREEZES);
      return () => ({ kind: 'freeze', also: [freezeAccount(account, 'why not')] });
    },
    unfreeze: () => () => {
      const frozen = this.#rows('SELECT account_id FROM freeze WHERE guild = ?1').map((row) => String(row['account_id']));
      return { kind: 'unfreeze', also: (frozen.length > 0 ? frozen : ['*']).map(unfreezeAccount) };
    },
    reverse: () => () => this.#reversal(),
    settings: () => () => {
      const [row] = this.#rows('SELECT version FROM guild_settings WHERE guild = ?1');
      return { kind: 'settings', also: [saveSettings(Number(row?.['version'] ?? 0) + 1, {})] };
    },
    itemEdit: () => () => this.#trade.edit(),
    itemStock: () => () => this.#trade.stock(),
    itemBuy: () => this.#as((member) => this.#trade.buy(member)),
    itemUse: () => this.#as((member) => this.#trade.use(member)),
    itemRefund: () => () => this.#trade.refund(),
    taskClaim: () => this.#as((member, now) => this.#errands.claim(member, now)),
    taskSubmit: () => (now) => this.#errands.submit(now),
    taskJudge: () => () => this.#errands.judge(),
    taskExpire: () => (now) => this.#errands.expire(now),
    refuse: () => () => ({ kind: 'daily', refuse: { code: 'limited', text: 'errors.too_fast' } }),
  };

  #daily(): Intent['plan'] {
    const account = this.#member();
    return (now) => {
      const [row] = this.#rows("SELECT at, streak FROM cooldown WHERE guild = ?1 AND account_id = ?2 AND name = 'daily'", account);
      const previousAt = Number(row?.['at'] ?? 0);
      if (now < previousAt + DAILY_MS) return { kind: 'daily', refuse: { code: 'limited', text: 'daily.again' } };
      const step = { account, name: 'daily', streak: Number(row?.['streak'] ?? 0) + 1, previousAt };
      return {
        kind: 'daily', movements: [{ kind: 'daily', from: MINT, to: account, amount: 20 }],
        also: [stepCooldown(step)], basis: [`daily:${account}:${previousAt}`],
      };
    };
  }

  #reversal(): Plan {
    const entries = this.#rows("SELECT seq, from_account, to_account, amount FROM entry WHERE guild = ?1 AND kind IN ('pay', 'reward')");
    const entry = entries.length > 0 ? this.#random.pick(entries) : undefined;
    if (!entry) return { kind: 'reverse', refuse: { code: 'not_found', text: 'errors.entry' } };
    const movement: Movement = {
      kind: 'reverse', from: String(entry['to_account']), to: String(entry['from_account']), amount: Number(entry['amount']),
      onceKey: `reverse:${entry['seq']}`, ref: `entry:${entry['seq']}`, uncapped: true,
    };
    return { kind: 'reverse', movements: [movement] };
  }

  #withHold(movements: (held: ReturnType<typeof heldOf>) => Movement[]): Intent['plan'] {
    return () => {
      const open = this.#rows('SELECT * FROM hold WHERE guild = ?1 AND held > 0');
      if (open.length === 0) return { kind: 'hold_end', refuse: { code: 'not_found', text: 'errors.hold' } };
      return { kind: 'hold_end', movements: movements(heldOf(this.#random.pick(open))) };
    };
  }

  /** What one member wants, whoever it is. */
  #as(plan: (member: string, now: number) => Plan): Intent['plan'] {
    const member = this.#member();
    return (now) => plan(member, now);
  }

  #fixed(kind: string, movement: Movement): Intent['plan'] {
    return () => ({ kind, movements: [movement] });
  }

  #rows(sql: string, ...params: unknown[]): Record<string, unknown>[] {
    return this.#database.all(sql, this.#guild, ...params);
  }

  #member(): string {
    return this.#random.pick(MEMBERS);
  }

  #amount(): number {
    return this.#random.pick(AMOUNTS);
  }
}

function heldOf(row: Record<string, unknown>): { id: string; owner: string; asset: string; held: number } {
  return { id: String(row['hold_id']), owner: String(row['owner']), asset: String(row['asset']), held: Number(row['held']) };
}
