import type { Clock } from '../../kernel/clock.ts';
import { log } from '../../kernel/log.ts';
import { Gate } from './gate.ts';
import { runGuild, type RunParts } from './guild-run.ts';
import { PacedDiscord, type PacedParts } from './paced.ts';
import type { OutboxStore } from './store.ts';

/** Guilds that are served at once. */
const GUILDS_AT_ONCE = 20;
/** After so long a run ends and the next one begins: an alarm may take fifteen minutes. */
const RUN_MAX_MS = 5 * 60_000;
/** Wait after a guild whose rows could not be read or written. */
const FAULT_WAIT_MS = 5_000;
/** Shorter stops are sat out within a run. */
const SHORT_STOP_MS = 6_000;

export interface OutboxInspection {
  guilds: number;
  /** Guilds being served at this moment. */
  active: number;
  nextDue: number | null;
  /** Nothing is sent before this moment (ms); 0: nothing stands against it. */
  closedUntil: number;
  /** Calls of the last ten minutes that Discord counts against the address. */
  invalid: number;
}

export interface OutboxParts extends Omit<RunParts, 'discord'>, Pick<PacedParts, 'sleep'> {
  store: OutboxStore;
  clock: Clock;
}

/** What the outbox object does: keeps who has work, and serves them until none has. */
export class OutboxDesk {
  readonly #parts: OutboxParts;
  readonly #gate: Gate;
  readonly #discord: PacedDiscord;
  readonly #active = new Map<string, Promise<void>>();
  /** Guilds that were woken while they were being served: what woke them may have come after their rows were read. */
  readonly #again = new Set<string>();
  #bell = Promise.withResolvers<void>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#gate = new Gate(parts.store, parts.clock);
    this.#discord = new PacedDiscord({ env: parts.env, gate: this.#gate, clock: parts.clock, sleep: parts.sleep });
  }

  /** These guilds have rows to send. Durable when it returns. */
  wake(guilds: string[]): void {
    for (const guild of guilds) {
      this.#parts.store.wake(guild, this.#parts.clock());
      if (this.#active.has(guild)) this.#again.add(guild);
    }
    this.#bell.resolve();
  }

  /** When run() should be called (ms), or null: there is nothing to do. */
  next(): number | null {
    const due = this.#parts.store.nextDue();
    return due === null ? null : Math.max(due, this.#gate.closedUntil());
  }

  /** Serves guilds until no work is due. What hangs in one of them does not keep the others, woken meanwhile, waiting. */
  async run(): Promise<void> {
    const { clock, store } = this.#parts;
    const end = clock() + RUN_MAX_MS;
    for (;;) {
      this.#bell = Promise.withResolvers();
      const now = clock();
      const stopped = this.#gate.closedUntil() > now + SHORT_STOP_MS || now > end;
      // Those being served are due too until they are done: they are asked for besides.
      const due = stopped ? [] : store.due(now, GUILDS_AT_ONCE + this.#active.size).filter((guild) => !this.#active.has(guild));
      for (const guild of due.slice(0, GUILDS_AT_ONCE - this.#active.size)) {
        this.#active.set(guild, this.#serve(guild).finally(() => this.#active.delete(guild)));
      }
      if (this.#active.size === 0) return;
      await Promise.race([this.#bell.promise, ...this.#active.values()]);
    }
  }

  inspect(): OutboxInspection {
    const { store } = this.#parts;
    return {
      guilds: store.size(), active: this.#active.size, nextDue: store.nextDue(), closedUntil: this.#gate.closedUntil(), invalid: this.#gate.invalid(),
    };
  }

  /** The operator's brake: nothing is sent for so many milliseconds; 0 lets go. */
  brake(ms: number): void {
    this.#gate.stop('brake', this.#parts.clock() + ms);
  }

  async #serve(guild: string): Promise<void> {
    const { clock, store } = this.#parts;
    this.#again.delete(guild);
    let next: number | null;
    try {
      next = await runGuild(guild, { ...this.#parts, discord: this.#discord });
    } catch (error) {
      log('error', 'outbox.fault', { guild, error });
      next = clock() + FAULT_WAIT_MS;
    }
    store.settle(guild, this.#again.delete(guild) ? clock() : next);
  }
}
