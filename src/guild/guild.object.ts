import { DurableObject } from 'cloudflare:workers';
import { createDurable } from 'itty-durable';
import { d1Database, type Database } from '../db/database.ts';
import { databaseNamed, placeGuild } from '../db/placement.ts';
import type { Env } from '../kernel/env.ts';
import { GROUP_MAX } from '../kernel/limits.ts';
import { log } from '../kernel/log.ts';
import type { AlsoStatement } from '../ledger/statements.ts';
import { GuildDesk } from './desk.ts';
import { LIVE_HOST } from './live.stub.ts';
import { RESTARTED, type Inspection, type Verbs } from './protocol.ts';
import { StatementRegistry } from './registry.ts';
import { Waker } from './waker.ts';

interface IttyDurable {
  fetch(request: Request): Promise<Response>;
}

// itty-durable's types are `any`; this is the part of it that stands here.
const Base = createDurable() as unknown as new (state: DurableObjectState, env: Env) => IttyDurable;

/** What no member waits for, reached through itty-durable's proxy (inspection.stub.ts). */
class ColdDoor extends Base {
  // Private: itty can neither persist it nor hand it out.
  readonly #desk: (guild: string) => Promise<GuildDesk>;

  constructor(state: DurableObjectState, env: Env, desk: (guild: string) => Promise<GuildDesk>) {
    super(state, env);
    this.#desk = desk;
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
}

/**
 * The face that the hot calls see. Measured on a worker that only verifies: RPC costs less than a request with a body, and
 * JSON in strings less than objects that the runtime copies.
 */
export interface GuildRpc extends Rpc.DurableObjectBranded {
  /** `ask` and the answer are JSON of the verb's shapes in Verbs. */
  serve(guild: string, verb: keyof Verbs, ask: string): Promise<string>;
  restart(): Promise<void>;
}

/**
 * The class of the object that puts one guild's changes in order.
 * @param wake tells whoever sends to Discord that the guild has rows for it
 * @param groupMax operations in one batch; the benchmark compares with 1
 */
export function guildObject(
  statements: AlsoStatement[], wake: (env: Env, guild: string) => Promise<void>, groupMax = GROUP_MAX,
): new (state: DurableObjectState, env: Env) => DurableObject<Env> & GuildRpc {
  const registry = new StatementRegistry(statements);

  return class Guild extends DurableObject<Env> {
    #opening: Promise<GuildDesk> | undefined;
    readonly #cold = new ColdDoor(this.ctx, this.env, (guild) => this.#desk(guild));

    async serve(guild: string, verb: keyof Verbs, ask: string): Promise<string> {
      return JSON.stringify(await (await this.#desk(guild)).serve(verb, JSON.parse(ask) as Verbs[typeof verb]['ask']));
    }

    /** Ends this instance, its callers hear RESTARTED; the next call makes a fresh one that reads everything anew. */
    async restart(): Promise<void> {
      this.ctx.abort(RESTARTED);
    }

    override fetch(request: Request): Promise<Response> {
      const url = new URL(request.url);
      return url.hostname === LIVE_HOST ? this.#live(url) : this.#cold.fetch(request);
    }

    async #live({ pathname, searchParams }: URL): Promise<Response> {
      const { live } = await this.#desk(searchParams.get('guild') ?? '');
      if (pathname === '/test') return new Response(String(live.test()));
      const seq = searchParams.get('seq');
      return new Response(await live.listen(seq === null ? null : { seq: Number(seq), instance: searchParams.get('instance') ?? '' }));
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
      const binding = await placeGuild(this.env, guild, Date.now());
      const database: Database = d1Database(databaseNamed(this.env, binding));
      const waker = new Waker(guild, () => wake(this.env, guild));
      return new GuildDesk({ guild, binding, database, registry, clock: Date.now, groupMax, waiting: () => waker.wake() });
    }
  };
}
