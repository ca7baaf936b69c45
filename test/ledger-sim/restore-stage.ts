import { Committer } from '../../src/guild/committer.ts';
import type { Database } from '../../src/db/database.ts';
import { exportStream } from '../../src/features/members/server-export/stream.ts';
import { auditRow, freezeAccount, saveSettings } from '../../src/ledger/also.ts';
import { BURN, itemAsset, MINT, SHOP } from '../../src/ledger/accounts.ts';
import { archive } from '../../src/ledger/checkpoint.ts';
import { openHold, postHold } from '../../src/ledger/holds.ts';
import type { Operation, Outcome } from '../../src/ledger/operation.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/settings.ts';
import { fenceItem, ITEM_SAVE } from '../../src/features/shop/statements.ts';
import { stepCooldown } from '../../src/features/economy/statements.ts';
import { addSubmission, saveTask, stepClaim, stepSubmission } from '../../src/features/tasks/statements.ts';
import { CORE, statementsOf } from './core.ts';
import { SqliteLedger } from './database.ts';
import { newTask } from './errands.ts';

export const GUILD = '900000000000000001';
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const [ADA, MIKA, ROBIN] = ['u:100000000000000001', 'u:100000000000000002', 'u:100000000000000003'];
const LAMP = itemAsset(1);

/** The little of D1 that an export reads through. */
function d1Of(ledger: SqliteLedger): D1Database {
  const prepare = (sql: string, params: unknown[] = []): object => ({
    bind: (...values: unknown[]) => prepare(sql, values),
    all: async () => ({ results: ledger.all(sql, ...params) }),
    first: async (column?: string) => {
      const [row] = ledger.all(sql, ...params);
      return row === undefined ? null : column === undefined ? row : row[column];
    },
  });
  return { prepare } as unknown as D1Database;
}

/** A bucket in memory. */
function bucket(): { files: Map<string, string>; r2: R2Bucket } {
  const files = new Map<string, string>();
  const r2 = {
    put: async (key: string, text: string) => void files.set(key, text),
    get: async (key: string) => (files.has(key) ? { text: async () => files.get(key) } : null),
    list: async ({ prefix }: { prefix: string }) => ({ objects: [...files.keys()].filter((key) => key.startsWith(prefix)).map((key) => ({ key })), truncated: false }),
  };
  return { files, r2: r2 as unknown as R2Bucket };
}

export const databaseOf = (ledger: SqliteLedger): Database => ({ batch: async (statements) => ledger.batch(statements) });

/** A guild that lives through everything that the ledger knows, on a clock of its own. */
export class Town {
  readonly ledger = new SqliteLedger();
  readonly store = bucket();
  now = START;
  #key = 0;
  readonly #committer: Committer;

  constructor() {
    this.#committer = townsfolk(this.ledger, () => this.now);
  }

  async does(kind: string, rest: Partial<Operation>): Promise<Outcome> {
    this.#key += 1;
    this.now += 1_000;
    const outcome = await this.#committer.submit({ key: `i:${this.#key}`, fingerprint: `f${this.#key}`, kind, actor: '100000000000000009', ...rest });
    if (outcome.status !== 'done') throw new Error(`${kind}: ${JSON.stringify(outcome)}`);
    return outcome;
  }

  async export(): Promise<string> {
    const { body } = await exportStream({ d1: d1Of(this.ledger), files: this.store.r2, guild: GUILD, now: this.now });
    return new Response(body).text();
  }

  /** Half a year: money, a shop, a task, holds, a reversal, a freeze, and an archive that has dropped old keys. */
  async live(): Promise<this> {
    const item = { itemId: 1, name: 'Lamp', description: '', emoji: '', price: 20, category: '', unlimited: 0, active: 1, limitPerMember: null, requiredRole: null, minBalance: null, transferable: 1, sellRate: 50, actions: '[]', position: 1 };
    await this.does('settings', { also: [saveSettings(1, JSON.parse(JSON.stringify(DEFAULT_SETTINGS)))] });
    await this.does('settings', { also: [saveSettings(2, JSON.parse(JSON.stringify(DEFAULT_SETTINGS)))] });
    await this.does('daily', { movements: [{ kind: 'daily', from: MINT, to: ADA, amount: 500 }], also: [stepCooldown({ account: ADA, name: 'daily', streak: 1, previousAt: 0 })] });
    await this.does('pay', { movements: [{ kind: 'pay', from: ADA, to: MIKA, amount: 200, note: 'for the "coffee" \u{1f41a}' }] });
    await this.does('shop_item', { movements: [{ kind: 'shop_stock', asset: LAMP, from: MINT, to: SHOP, amount: 9 }], also: [{ statement: ITEM_SAVE.name, row: { ...item, version: 1, copyDays: 400 } }] });
    await this.#buys(ADA, 3, 1);
    // The days of a copy are those of the item when it was bought: they change, and the old copies keep theirs.
    await this.does('shop_item', { also: [{ statement: ITEM_SAVE.name, row: { ...item, version: 2, copyDays: null } }] });
    this.now += 100 * DAY;
    await archive(databaseOf(this.ledger), this.store.r2, GUILD, this.now - 50 * DAY, this.now);
    const [lot] = this.ledger.all('SELECT seq FROM lot WHERE guild = ?1', GUILD);
    await this.does('gift', { movements: [{ kind: 'item_gift', asset: LAMP, from: ADA, to: MIKA, amount: 1, ref: `lot:${String(lot?.['seq'])}` }] });
    await this.#buys(MIKA, 2, 2);
    await this.does('item_use', { movements: [{ kind: 'item_use', asset: LAMP, from: MIKA, to: BURN, amount: 2 }] });
    await this.#holds();
    await this.#works();
    await this.does('reverse', { movements: [{ kind: 'reverse', from: MIKA, to: ADA, amount: 5, onceKey: 'reverse:2', ref: 'entry:2' }], also: [auditRow({ action: 'eco.reverse', target: 'entry:2', before: { a: 1 }, reason: 'typo', source: 'test' })] });
    this.now += 100 * DAY;
    await archive(databaseOf(this.ledger), this.store.r2, GUILD, this.now - 90 * DAY, this.now);
    await this.does('pay', { movements: [{ kind: 'pay', from: ADA, to: ROBIN, amount: 7 }] });
    await this.does('freeze', { also: [freezeAccount(ROBIN, 'looked into')] });
    await this.#refused();
    return this;
  }

  async #buys(member: string, quantity: number, version: number): Promise<void> {
    await this.does('shop_purchase', {
      movements: [
        { kind: 'shop_purchase', from: member, to: SHOP, amount: 20 * quantity, ref: LAMP },
        { kind: 'shop_purchase', asset: LAMP, from: SHOP, to: member, amount: quantity, ref: LAMP },
      ],
      also: [fenceItem({ item: 1, version, onSale: true })],
    });
  }

  async #holds(): Promise<void> {
    const open = (id: string, amount: number): Promise<Outcome> => this.does('hold', openHold({ id, owner: ADA, amount, purpose: 'test', expiresAt: START + 900 * DAY }));
    await open('stays', 11);
    await open('half', 10);
    await this.does('post', { movements: [postHold({ id: 'half', owner: ADA, asset: 'coin', held: 10 }, MIKA, 4)] });
    await open('gone', 6);
    await this.does('void', { movements: [{ kind: 'hold_expire', from: '@escrow', to: ADA, amount: 6, ref: 'hold:gone', uncapped: true }] });
  }

  async #works(): Promise<void> {
    const claim = { taskId: 1, member: '100000000000000002', round: 1, turn: 1, deadline: this.now + DAY, due: null, submissionId: null };
    await this.does('task', { also: [saveTask({ ...newTask(), maxClaims: 1, perMember: 1 })] });
    await this.does('claim', { also: [stepClaim({ ...claim, version: 1, state: 'claimed' })] });
    await this.does('submit', { also: [addSubmission({ task: 1, member: claim.member, round: 1, turn: 1, text: 'swept', link: '', files: '[]' }), stepClaim({ ...claim, version: 2, state: 'submitted' })] });
    const verdict = stepSubmission({
      submissionId: 1, taskId: 1, member: claim.member, round: 1, turn: 1, version: 2, state: 'accepted', reviewer: null, leaseUntil: null, firstReviewer: null,
      bonus: 0, decidedBy: '9', reason: '', appealed: 0, appealReason: '', rejectedBy: null,
    });
    await this.does('verdict', { also: [verdict, stepClaim({ ...claim, version: 3, state: 'accepted', submissionId: 1 })], movements: [{ kind: 'task_reward', from: MINT, to: MIKA, amount: 15, onceKey: 'task:1:1.1' }] });
  }

  /** A refusal that is remembered under its key. */
  async #refused(): Promise<void> {
    await this.#committer.submit({ key: 'i:refused', fingerprint: 'f', kind: 'pay', actor: '9', movements: [{ kind: 'pay', from: MIKA, to: ADA, amount: 1_000_000 }] });
  }
}

/** The committer of a guild over a ledger that is there. */
export function townsfolk(ledger: SqliteLedger, clock: () => number): Committer {
  return new Committer({
    guild: GUILD, database: databaseOf(ledger), statements: statementsOf(CORE), clock, sleep: async () => undefined, timer: () => () => undefined,
    rules: async () => ({ start: 0, cap: null }), invalidated: () => undefined,
  });
}
