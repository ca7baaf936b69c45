import type { Committer } from '../../src/guild/committer.ts';
import type { Operation, Outcome } from '../../src/ledger/operation.ts';
import type { MoneyRules } from '../../src/ledger/plan.ts';
import { statementsOf, type Core } from './core.ts';
import type { FaultyDatabase } from './faulty.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './time.ts';

/** Longest that a replaced object goes on working beside the new one. */
const ZOMBIE_MS = 30_000;
/** Clocks of two objects may be twice this far apart. */
export const SKEW_MS = 2_000;

interface Instance {
  committer: Committer;
  state: 'live' | 'zombie' | 'dead';
  /** Rejects the calls that the dead object will never answer. */
  lost: Promise<never>;
  die: () => void;
}

/** The guild's object as callers meet it: replaced at any moment, the old one perhaps still at work. */
export class World {
  readonly rules: MoneyRules;
  readonly #core: Core;
  readonly #guild: string;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #database: FaultyDatabase;
  /** Share of the calls that still reach an old object while there is one. */
  readonly #zombieShare: number;
  #instances: Instance[] = [];

  constructor(core: Core, guild: string, rules: MoneyRules, time: VirtualTime, random: Random, database: FaultyDatabase) {
    this.#core = core;
    this.#guild = guild;
    this.rules = rules;
    this.#time = time;
    this.#random = random;
    this.#database = database;
    this.#zombieShare = random.pick([0.1, 0.3, 0.6]);
  }

  /** Submits to the object, mostly the newest. Rejects where the caller gets no answer. */
  async call(op: Operation): Promise<Outcome> {
    const zombies = this.#instances.filter(({ state }) => state === 'zombie');
    const instance = zombies.length > 0 && this.#random.chance(this.#zombieShare) ? this.#random.pick(zombies) : this.#newest();
    // A copy, because that is how an operation reaches the object.
    const answer = await Promise.race([instance.committer.submit(structuredClone(op)), instance.lost]);
    if (!this.#database.faultless && this.#random.chance(0.02)) throw new Error('the answer of the object was lost');
    return answer;
  }

  /** Replaces the object: the old one dies at once, or is a zombie for a while. */
  crash(): void {
    for (const instance of this.#instances) {
      if (instance.state !== 'live') continue;
      if (this.#random.chance(0.3)) instance.die();
      else {
        instance.state = 'zombie';
        this.#time.after(this.#random.int(1, ZOMBIE_MS), instance.die);
      }
    }
  }

  /** No object is left; the next call makes a new one. */
  end(): void {
    for (const instance of this.#instances) instance.die();
  }

  #newest(): Instance {
    const live = this.#instances.find(({ state }) => state === 'live');
    if (live) return live;
    const created = this.#create();
    this.#instances.push(created);
    return created;
  }

  #create(): Instance {
    const { promise: lost, reject } = Promise.withResolvers<never>();
    lost.catch(() => undefined); // heard by the calls that race against it; there may be none
    const skew = this.#random.int(-SKEW_MS, SKEW_MS);
    const alive = (): boolean => instance.state !== 'dead';
    const committer = new this.#core.Committer({
      guild: this.#guild,
      database: this.#database.handle(alive),
      statements: statementsOf(this.#core),
      clock: () => this.#time.now + skew,
      sleep: (ms) => new Promise((resolve) => this.#time.after(ms, () => alive() && resolve())),
      timer: (ms, fire) => this.#time.after(ms, () => alive() && fire()),
      rules: async () => this.rules,
      invalidated: () => undefined,
    });
    const instance: Instance = {
      committer, state: 'live', lost,
      die: () => {
        instance.state = 'dead';
        reject(new Error('the object is gone'));
      },
    };
    return instance;
  }
}
