import type { Env } from '../kernel/env.ts';
import { log } from '../kernel/log.ts';
import type { Outcome } from '../ledger/operation.ts';
import type { GuildRpc } from './guild.object.ts';
import type { Verbs } from './protocol.ts';

/** Times that a call to the object is made; posting twice is safe, because the key is the same. */
const CALLS_MAX = 3;

/** The typed face of the Guild object for everything hot; inspection.ts is the other one. */
export interface GuildStub {
  call<V extends keyof Verbs>(verb: V, ask: Verbs[V]['ask']): Promise<Verbs[V]['answer']>;
}

/** The object of a guild. Throws only after CALLS_MAX calls have failed; a post is then in doubt, not refused. */
export function guildStub(env: Pick<Env, 'GUILD'>, guild: string): GuildStub {
  const id = env.GUILD.idFromName(guild);
  return {
    async call<V extends keyof Verbs>(verb: V, ask: Verbs[V]['ask']): Promise<Verbs[V]['answer']> {
      for (let made = 1; ; made += 1) {
        try {
          // A stub that has thrown stays broken, so each call takes a new one.
          return await (env.GUILD.get(id) as unknown as GuildRpc).serve(guild, verb, ask);
        } catch (error) {
          if (made >= CALLS_MAX) throw error;
          log('warn', 'guild.call', { guild, verb, made, error });
          await new Promise((resolve) => setTimeout(resolve, 50 * made));
        }
      }
    },
  };
}

/** The outcome where the object could not be reached: the caller must not say "failed". */
export const IN_DOUBT: Outcome = { status: 'unknown' };
