import * as z from 'zod';
import type { Env } from '../../kernel/env.ts';
import { GrantRefused, renewGrant, type Grant } from './oauth.ts';
import { neededSecret, seal, unseal } from './secrets.ts';
import { endSession } from './sessions.ts';

const grantShape = z.object({ access: z.string(), refresh: z.string(), expiresAt: z.number() });
const PURPOSE = 'discord grant';
/** A token that ends sooner is renewed first. */
const MARGIN_MS = 60_000;

/** A user's tokens as a session's row keeps them: readable for this session alone, and only under this secret. */
export const sealGrant = (secret: string, session: string, grant: Grant): Promise<string> => seal(secret, PURPOSE, session, grant);

async function storedGrant(env: Env, session: string): Promise<{ grant: Grant; sealed: string } | null> {
  const sealed = await env.DB.prepare('SELECT grant_sealed FROM session WHERE session_id = ?1 AND ended_at IS NULL').bind(session).first<string>('grant_sealed');
  if (sealed === null) return null;
  const read = grantShape.safeParse(await unseal(neededSecret(env), PURPOSE, session, sealed));
  return read.success ? { grant: read.data, sealed } : null;
}

/**
 * Does something with the tokens of a session, renewed where they are old. Null where the session has none; where the
 * person has taken them back at Discord the session ends too.
 */
export async function withGrant<T>(env: Env, session: string, now: number, work: (grant: Grant) => Promise<T>): Promise<T | null> {
  const stored = await storedGrant(env, session);
  if (!stored) return null;
  try {
    return await work(stored.grant.expiresAt > now + MARGIN_MS ? stored.grant : await renewed(env, session, stored, now));
  } catch (error) {
    if (!(error instanceof GrantRefused)) throw error;
    // Another request may have renewed them meanwhile, which spends the old ones.
    const again = await storedGrant(env, session);
    if (again && again.sealed !== stored.sealed) return work(again.grant);
    await endSession(env, session, 'discord', now);
    return null;
  }
}

async function renewed(env: Env, session: string, { grant, sealed }: { grant: Grant; sealed: string }, now: number): Promise<Grant> {
  const fresh = await renewGrant(env, grant, now);
  await env.DB.prepare('UPDATE session SET grant_sealed = ?3 WHERE session_id = ?1 AND grant_sealed = ?2 AND ended_at IS NULL')
    .bind(session, sealed, await sealGrant(neededSecret(env), session, fresh)).run();
  return fresh;
}
