import { createDurable } from 'itty-durable';
import { d1Database, type Database } from '../db/database.ts';
import { databaseNamed, placeGuild } from '../db/placement.ts';
import { HOUR_MS } from '../kernel/clock.ts';
import type { Env } from '../kernel/env.ts';
import { GROUP_MAX } from '../kernel/limits.ts';
import { log } from '../kernel/log.ts';
import type { AlsoStatement } from '../ledger/statements.ts';
import { GuildDesk } from './desk.ts';
import type { Inspection } from './protocol.ts';
import { StatementRegistry } from './registry.ts';

interface IttyDurable {
  state: DurableObjectState;
  fetch(request: Request): Promise<Response>;
}

// itty-durable's types are `any`; this is the part of it that the object stands on.
const Base = createDurable() as unknown as new (state: DurableObjectState, env: Env) => IttyDurable;

/**
 * The class of the object that puts one guild's changes in order. Hot verbs travel as a request body past itty's
 * router; the rest are itty methods. Every public method can be called through a stub, so there are few.
 * @param groupMax operations in one batch; the benchmark compares with 1
 */
export function guildObject(statements: AlsoStatement[], groupMax = GROUP_MAX): new (state: DurableObjectState, env: Env) => IttyDurable {
  const registry = new StatementRegistry(statements);

  return class Guild extends Base {
    // Private: itty can neither persist these nor hand them out.
    readonly #state: DurableObjectState;
    readonly #env: Env;
    #opening: Promise<GuildDesk> | undefined;

    constructor(state: DurableObjectState, env: Env) {
      super(state, env);
      this.#state = state;
      this.#env = env;
    }

    override async fetch(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      const [, guild = '', verb = ''] = pathname.split('/');
      if (guild === 'do') return super.fetch(request);
      const desk = await this.#desk(guild);
      const answer = await desk.serve(verb, await request.json());
      return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
    }

    /** Numbers for /health and /ping. */
    async inspect(guild: string): Promise<Inspection> {
      return (await this.#desk(guild)).inspect();
    }

    /** Forgets every cached row, after somebody wrote the database past the object (restore, import). */
    async refresh(guild: string): Promise<{ refreshed: true }> {
      (await this.#desk(guild)).refresh();
      return { refreshed: true };
    }

    async alarm(): Promise<void> {
      const desk = await this.#opening;
      if (desk) {
        await desk.sweep();
        if (desk.busySince(Date.now() - HOUR_MS)) await this.#state.storage.setAlarm(Date.now() + HOUR_MS);
      }
    }

    #desk(guild: string): Promise<GuildDesk> {
      this.#opening ??= this.#open(guild).catch((error: unknown) => {
        this.#opening = undefined;
        log('warn', 'guild.unopened', { guild, error });
        throw error;
      });
      return this.#opening;
    }

    async #open(guild: string): Promise<GuildDesk> {
      const binding = await placeGuild(this.#env, guild, Date.now());
      const database: Database = d1Database(databaseNamed(this.#env, binding));
      await this.#state.storage.setAlarm(Date.now() + HOUR_MS);
      return new GuildDesk({ guild, binding, database, registry, storage: this.#state.storage, clock: Date.now, groupMax });
    }
  };
}
