import type { LedgerDoor } from '../define/context.ts';
import { Replan } from '../define/replan.ts';
import type { Admission, Entrance } from '../guild/protocol.ts';
import { IN_DOUBT, type GuildStub } from '../guild/stub.ts';
import { AppError } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';
import { sha256 } from '../ledger/hash.ts';
import type { Done, Operation, Outcome } from '../ledger/operation.ts';
import { learnGuild } from './guild-cache.ts';

export interface Cause {
  guild: string;
  /** Key of the cause, such as `i:<interaction id>`. */
  key: string;
  actor: string;
  /** What was asked; hashed to the fingerprint when something is posted. */
  asked: unknown;
  admission: Admission;
  /** An attempt before this one has counted against the rate windows. */
  admitted?: boolean;
}

/** The ledger as one cause may use it: keys, fingerprint and admission are filled in here and nowhere else. */
export function ledgerDoor(cause: Cause, stub: GuildStub): LedgerDoor {
  let { admission } = cause;
  const learn = (entrance: Entrance, admitted: boolean): void => {
    // The first call has admitted the cause; further ones of the same run are free.
    admission = { ...admission, perMinute: null };
    if (!entrance.current) return;
    learnGuild(cause.guild, entrance);
    throw new Replan(admitted);
  };
  const submit = async (op: Operation): Promise<Done> => {
    const answer = await stub.call('post', { admission, op }).catch((error: unknown) => {
      log('error', 'ledger.unreached', { guild: cause.guild, key: cause.key, error });
      return null;
    });
    if (answer === null) return settled(IN_DOUBT);
    if (answer.status === 'limited') throw tooFast(answer.until);
    learn(answer, answer.status !== 'stale');
    if (answer.status === 'stale') throw new Replan(false);
    admission = { ...admission, changes: false };
    return settled(answer.outcome);
  };
  const operation = (kind: string, part: string): Pick<Operation, 'key' | 'kind' | 'fingerprint' | 'actor'> => ({
    key: part ? `${cause.key}:${part}` : cause.key, kind, actor: cause.actor,
    fingerprint: sha256(JSON.stringify([cause.actor, cause.asked])),
  });
  return {
    async wallets(accounts) {
      const answer = await stub.call('view', { admission: { ...admission, changes: false }, accounts });
      if (answer.status === 'limited') throw tooFast(answer.until);
      learn(answer, true);
      return answer.wallets;
    },
    post(change, part = '', counts) {
      if (counts === 'own' && !cause.admitted) admission = { ...admission, changes: true };
      return submit({ ...change, ...operation(change.kind, part) });
    },
    refuse: (kind, refusal) => submit({ ...operation(kind, ''), refuse: refusal }),
    postAll: async (ops) => (await stub.call('postAll', { ops })).outcomes,
  };
}

export function tooFast(until: number): AppError {
  return new AppError('limited', 'errors.too_fast', { until });
}

function settled(outcome: Outcome): Done {
  if (outcome.status === 'done') return outcome.done;
  if (outcome.status === 'refused') throw AppError.from(outcome.refusal);
  if (outcome.status === 'conflict') throw new Replan(true);
  throw new AppError('unavailable', 'errors.in_doubt');
}
