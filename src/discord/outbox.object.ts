import { DurableObject } from 'cloudflare:workers';
import { createDurable } from 'itty-durable';
import type { Mirror } from '../define/mirror.ts';
import type { Env } from '../kernel/env.ts';
import { log } from '../kernel/log.ts';
import { OutboxDesk, type OutboxInspection } from './outbox/desk.ts';
import type { OpenGuild } from './outbox/guild-run.ts';
import { SqlStore } from './outbox/store.ts';

interface IttyDurable {
  fetch(request: Request): Promise<Response>;
}

// itty-durable's types are `any`; this is the part of it that stands here.
const Base = createDurable() as unknown as new (state: DurableObjectState, env: Env) => IttyDurable;

interface Operated {
  inspect(): OutboxInspection;
  brake(ms: number): Promise<void>;
}

/** What operators ask for, reached through itty-durable's proxy (outbox.stub.ts). */
class ColdDoor extends Base {
  // Private: itty can neither persist it nor hand it out.
  readonly #operated: Operated;

  constructor(state: DurableObjectState, env: Env, operated: Operated) {
    super(state, env);
    this.#operated = operated;
  }

  /** Numbers for operators and tests. */
  inspect(): OutboxInspection {
    return this.#operated.inspect();
  }

  /** Sends nothing for so many milliseconds; 0 lets go. */
  async brake(ms: number): Promise<{ braked: number }> {
    await this.#operated.brake(ms);
    return { braked: ms };
  }
}

/** An alarm so long (ms) after each wake takes up what a crash has left. */
const BACKUP_MS = 10_000;

/** What the outbox is given: it knows neither features nor texts. */
export interface OutboxHouse {
  mirrors: Mirror[];
  /** A guild as it is now; null where none is known by that id. */
  open(env: Env, guild: string): Promise<OpenGuild | null>;
}

/** The face that commits see. */
export interface OutboxRpc extends Rpc.DurableObjectBranded {
  wake(guilds: string[]): Promise<void>;
}

/**
 * The class of the one object that sends to Discord. It starts as soon as it is woken; its queue is in its own storage
 * and an alarm is always set while there is work, so that an eviction or a crash in the middle is taken up again.
 */
export function outboxObject({ mirrors, open }: OutboxHouse): new (state: DurableObjectState, env: Env) => DurableObject<Env> & OutboxRpc {
  const byKind = new Map(mirrors.map((mirror) => [mirror.kind, mirror]));

  return class Outbox extends DurableObject<Env> {
    readonly #desk = new OutboxDesk({
      env: this.env, mirrors: byKind, open: (guild) => open(this.env, guild), store: new SqlStore(this.ctx.storage.sql),
      clock: Date.now, random: Math.random, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    readonly #cold = new ColdDoor(this.ctx, this.env, {
      inspect: () => this.#desk.inspect(),
      brake: async (ms) => {
        this.#desk.brake(ms);
        await this.#setAlarm(this.#desk.next());
        this.#start();
      },
    });
    #running: Promise<void> | undefined;

    /** These guilds have rows to send. Durable when it answers; the sending goes on beside. */
    async wake(guilds: string[]): Promise<void> {
      this.#desk.wake(guilds);
      await this.#setAlarm(Date.now() + BACKUP_MS);
      this.#start();
    }

    override async alarm(): Promise<void> {
      await this.#run();
    }

    override fetch(request: Request): Promise<Response> {
      return this.#cold.fetch(request);
    }

    /** Goes on beside the answer to whoever asked. */
    #start(): void {
      this.#run().catch((error: unknown) => log('error', 'outbox.run', { error }));
    }

    #run(): Promise<void> {
      this.#running ??= this.#desk.run().finally(() => {
        this.#running = undefined;
        return this.#setAlarm(this.#desk.next());
      });
      return this.#running;
    }

    /** Sees to it that an alarm rings at this moment (ms) or earlier; none needed for null. */
    async #setAlarm(at: number | null): Promise<void> {
      const set = await this.ctx.storage.getAlarm();
      if (at !== null && (set === null || set > at)) await this.ctx.storage.setAlarm(at);
    }
  };
}
