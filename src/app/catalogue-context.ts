import type { Change, Context, LedgerDoor } from '../define/context.ts';
import { readClient } from '../db/client.ts';
import { databaseNamed } from '../db/placement.ts';
import { DiscordRest } from '../discord/rest.ts';
import { guildStub } from '../guild/stub.ts';
import type { Env } from '../kernel/env.ts';
import { AppError } from '../kernel/errors.ts';
import type { Settings } from '../kernel/settings.ts';
import { sha256 } from '../ledger/hash.ts';
import type { AlsoRow, Done, Json, Operation } from '../ledger/operation.ts';
import { catalogues } from './catalogues.ts';
import { registry } from './registry.ts';

/** Nothing happened because somebody else changed the same; the next tick plans anew. */
export class LaterError extends Error {}

export interface SystemCause {
  env: Env;
  guild: string;
  binding: string;
  settings: Settings;
  settingsVersion: number;
  /** `j:<job>:…`: the same key has the same effect once. */
  key: string;
  now: number;
  source: string;
  /** A row that rides with whatever is posted, made from what the change says of itself. */
  rider(data: Json): AlsoRow;
}

function systemDoor({ env, guild, key, rider }: SystemCause): LedgerDoor {
  const stub = guildStub(env, guild);
  const submit = async (change: Omit<Operation, 'key' | 'fingerprint' | 'actor'>): Promise<Done> => {
    const op: Operation = { ...change, key, fingerprint: sha256(key), actor: 'system' };
    const [outcome] = (await stub.call('postAll', { ops: [op] })).outcomes;
    if (outcome?.status === 'done') return outcome.done;
    if (outcome?.status === 'refused') throw AppError.from(outcome.refusal);
    throw new LaterError(outcome?.status ?? 'no outcome');
  };
  return {
    wallets: () => { throw new Error('the catalogue asks for no wallets'); },
    post: (change: Change) => submit({ ...change, also: [...(change.also ?? []), rider(change.data ?? null)] }),
    // Not remembered: what stands against it now may be gone at the next tick.
    refuse: (_kind, refusal) => Promise.reject(AppError.from(refusal)),
    postAll: () => { throw new Error('the catalogue posts one by one'); },
  };
}

/** A context in which a job may use the rules that staff's commands use. */
export function systemContext(cause: SystemCause): Context {
  const { env, guild, binding, settings, settingsVersion, key, now, source } = cause;
  const texts = catalogues.texts(settings.locale.language, settings);
  return {
    guildId: guild, channelId: '', interactionId: key, source, now, settings, settingsVersion, texts, privateTexts: texts, publicTexts: texts,
    actor: { id: 'system', name: 'Coffer', avatar: null, roles: [], may: () => true },
    ledger: systemDoor(cause), db: readClient(databaseNamed(env, binding)), files: env.FILES, rest: new DiscordRest(env), guildIcon: null,
    applicationId: env.DISCORD_APPLICATION_ID, version: env.COFFER_VERSION ?? 'development', catalogue: registry.catalogue,
    claimers: registry.claimers, env,
    // A cron trigger waits for nothing beside it.
    later: () => undefined,
    inspect: () => { throw new Error('a job inspects no object'); },
  };
}
