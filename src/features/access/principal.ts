import type { Principal } from '../../define/route.ts';
import type { Env } from '../../kernel/env.ts';

/** What somebody may do in a server, as Discord says. */
export interface Rights {
  roles: string[];
  /** Permission bits as Discord writes them. */
  permissions: string;
}

const EVERY_PERMISSION = '8';

/**
 * What a person may do in a server, read from Discord again when what is known is older than `maxAge` ms; null for who
 * is no member. The operator may do everything everywhere.
 */
export async function rightsIn(_env: Env, principal: Principal, _guild: string, _age: { now: number; maxAge: number }): Promise<Rights | null> {
  return principal.kind === 'operator' ? { roles: [], permissions: EVERY_PERMISSION } : null;
}

/** Ids of the placed servers that a person is on; the operator sees all. */
export async function guildsOf(env: Env, principal: Principal, _now: number): Promise<string[]> {
  if (principal.kind !== 'operator') return [];
  const { results } = await env.DB.prepare("SELECT guild FROM placement WHERE guild <> '0'").all<{ guild: string }>();
  return results.map(({ guild }) => guild);
}
