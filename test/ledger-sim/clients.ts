import type { AlsoRow, Json, Operation, Outcome } from '../../src/ledger/operation.ts';
import type { FaultyDatabase } from './faulty.ts';
import type { Intent } from './intents.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './time.ts';
import type { World } from './world.ts';

/** An answer that somebody got. */
export interface Answer {
  op: Operation;
  outcome: Outcome;
  /** Head of the ledger when the first operation of the key went out, and when this answer came in. */
  from: number;
  to: number;
}

const ATTEMPTS_MAX = 10;
const PATIENCE_MS = 20_000;

/** Stored with the effect: which cause it had and what rode along, for the checks to read. */
function dataOf(intent: Intent, also: AlsoRow[] = []): Json {
  return { intent: intent.key, also: also.map(({ statement, row }) => ({ statement, row })) };
}

/** Everybody who wants something from the guild, with all that they were told. */
export class Clients {
  readonly answers: Answer[] = [];
  /** Every operation that went out, by key. */
  readonly sent = new Map<string, Operation[]>();
  readonly #first = new Map<string, number>();
  readonly #world: World;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #database: FaultyDatabase;

  constructor(world: World, time: VirtualTime, random: Random, database: FaultyDatabase) {
    this.#world = world;
    this.#time = time;
    this.#random = random;
    this.#database = database;
  }

  /** Asks until there is an answer, with the same key each time; gives up in doubt. */
  async pursue(intent: Intent): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const { whole, ...plan } = intent.plan(this.#time.now);
      const op: Operation = whole ?? { ...plan, key: intent.key, fingerprint: intent.fingerprint, actor: '9', data: dataOf(intent, plan.also) };
      // The plan is a little old when it arrives.
      if (this.#random.chance(0.5)) await this.#time.sleep(this.#random.int(1, 40));
      const outcome = await this.ask(op);
      if (outcome?.status === 'done' || outcome?.status === 'refused') return;
      if (outcome?.status !== 'conflict') await this.#time.sleep(this.#random.int(10, 2_000) * (attempt + 1));
    }
  }

  /** One call. Undefined where no answer came. */
  async ask(op: Operation): Promise<Outcome | undefined> {
    this.sent.set(op.key, [...(this.sent.get(op.key) ?? []), op]);
    if (!this.#first.has(op.key)) this.#first.set(op.key, this.#database.head);
    const outcome = await this.#answered(this.#world.call(op));
    if (outcome) this.answers.push({ op, outcome, from: this.#first.get(op.key) ?? 0, to: this.#database.head });
    return outcome;
  }

  #answered(call: Promise<Outcome>): Promise<Outcome | undefined> {
    return new Promise((resolve) => {
      const cancel = this.#time.after(PATIENCE_MS, () => resolve(undefined));
      const settle = (outcome: Outcome | undefined): void => {
        cancel();
        resolve(outcome);
      };
      // A rejected call is what a client sees when the object dies: no answer, everything is possible.
      call.then(settle, () => settle(undefined));
    });
  }
}
