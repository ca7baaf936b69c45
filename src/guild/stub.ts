import type { Env } from '../kernel/env.ts';
import { log } from '../kernel/log.ts';
import type { Operation, Outcome } from '../ledger/operation.ts';
import type { GuildRpc } from './guild.object.ts';
import { insist } from './insist.ts';
import { RESTARTED, type Verbs } from './protocol.ts';

/** The typed face of the Guild object for everything hot; inspection.ts is the other one. */
export interface GuildStub {
  call<V extends keyof Verbs>(verb: V, ask: Verbs[V]['ask']): Promise<Verbs[V]['answer']>;
}

/** The object of a guild. Throws only after several calls have failed; a post is then in doubt, not refused. */
export function guildStub(env: Pick<Env, 'GUILD'>, guild: string): GuildStub {
  const id = env.GUILD.idFromName(guild);
  return {
    async call<V extends keyof Verbs>(verb: V, ask: Verbs[V]['ask']): Promise<Verbs[V]['answer']> {
      const question = JSON.stringify(ask);
      // A stub that has thrown stays broken, so each call takes a new one.
      const answer = await insist(guild, verb, () => (env.GUILD.get(id) as unknown as GuildRpc).serve(guild, verb, question));
      return JSON.parse(answer) as Verbs[V]['answer'];
    },
  };
}

/** The outcome where the object could not be reached: the caller must not say "failed". */
export const IN_DOUBT: Outcome = { status: 'unknown' };

/**
 * Posts what is due, guild by guild. One guild's fault stops no other, and what did not come about is logged as `event`:
 * it is due again with the next tick. A conflict is somebody who was faster.
 * @param operations those of one guild; called in turn, so that it may read what it needs
 */
export async function postByGuild<T extends { guild: string }>(
  env: Pick<Env, 'GUILD'>, due: T[], event: string, operations: (records: T[], guild: string) => Operation[] | Promise<Operation[]>,
): Promise<void> {
  for (const [guild, records] of Map.groupBy(due, (record) => record.guild)) {
    try {
      const { outcomes } = await guildStub(env, guild).call('postAll', { ops: await operations(records, guild) });
      const open = outcomes.filter(({ status }) => status !== 'done' && status !== 'conflict');
      if (open.length > 0) log('warn', event, { guild, outcomes: open.slice(0, 5) });
    } catch (error) {
      log('error', event, { guild, error });
    }
  }
}

/** Ends the object's instance. What was being posted is posted again by its callers, under the same keys. */
export async function restartGuild(env: Pick<Env, 'GUILD'>, guild: string): Promise<void> {
  try {
    await (env.GUILD.get(env.GUILD.idFromName(guild)) as unknown as GuildRpc).restart();
  } catch (error) {
    // An instance that ends can answer in no other way.
    if (!(error instanceof Error && error.message.includes(RESTARTED))) throw error;
  }
}
