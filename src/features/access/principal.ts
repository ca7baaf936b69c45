import type { APIGuild, APIGuildMember } from 'discord-api-types/v10';
import type { Principal } from '../../define/route.ts';
import { basePermissions, EVERYTHING } from '../../discord/permissions.ts';
import { DiscordError, DiscordRest } from '../../discord/rest.ts';
import type { Env } from '../../kernel/env.ts';
import { AppError } from '../../kernel/errors.ts';
import { log } from '../../kernel/log.ts';
import { withGrant } from './grants.ts';
import { readGuilds } from './oauth.ts';
import { Recent } from './recent.ts';

/** What somebody may do in a server, as Discord says. */
export interface Rights {
  roles: string[];
  /** Permission bits as Discord writes them. */
  permissions: string;
}

/** What Discord says is kept at most so long, whatever age a caller allows. */
const KEPT_MS = 5 * 60_000;
/** That somebody is no member is asked again sooner: they may just have joined. */
const ABSENT_MS = 20_000;
const GUILDS_KEPT_MS = 60_000;
/** A server's 250 roles take about 100 KB; an isolate has 128 MB for everything. */
const SERVERS_KEPT_MAX = 200;
const PEOPLE_KEPT_MAX = 5_000;
/** Servers that the operator's list holds. */
const PLACED_MAX = 5_000;

type Server = Pick<APIGuild, 'id' | 'owner_id' | 'roles'>;
type Member = Pick<APIGuildMember, 'roles' | 'communication_disabled_until'>;

const serversKnown = new Recent<Server | null>(SERVERS_KEPT_MAX);
const membersKnown = new Recent<Member | null>(PEOPLE_KEPT_MAX);
const listsKnown = new Recent<string[]>(PEOPLE_KEPT_MAX);

/**
 * What a person may do in a server, read from Discord again when what is known is older than `maxAge` ms; null for who
 * is no member. The operator may do everything everywhere.
 * @throws AppError `unavailable` where Discord does not answer: rights that are too old are never used
 */
export async function rightsIn(env: Env, principal: Principal, guild: string, { now, maxAge }: { now: number; maxAge: number }): Promise<Rights | null> {
  if (principal.kind === 'operator') return { roles: [], permissions: String(EVERYTHING) };
  const rest = new DiscordRest(env);
  const [server, member] = await Promise.all([
    known(serversKnown, guild, now, maxAge, async (): Promise<Server> => {
      const { id, owner_id, roles } = await rest.guild(guild);
      return { id, owner_id, roles };
    }),
    known(membersKnown, `${guild}:${principal.id}`, now, maxAge, async (): Promise<Member> => {
      const { roles, communication_disabled_until = null } = await rest.member(guild, principal.id);
      return { roles, communication_disabled_until };
    }),
  ]);
  return server && member ? rightsOf(principal.id, server, member, now) : null;
}

/** A member's rights by Discord's own rule. Who is timed out has none, as they can run no command in Discord either. */
export function rightsOf(user: string, server: Server, { roles, communication_disabled_until: until }: Member, now: number): Rights {
  const bits = basePermissions(server, { id: user, roles });
  if (bits !== EVERYTHING && Date.parse(until ?? '') > now) return { roles: [], permissions: '0' };
  return { roles, permissions: String(bits) };
}

/** What was read not too long ago, else what Discord says now; null for 403 and 404. */
async function known<T>(cache: Recent<T | null>, key: string, now: number, maxAge: number, read: () => Promise<T>): Promise<T | null> {
  const kept = cache.get(key, now, (value) => Math.min(maxAge, value === null ? ABSENT_MS : KEPT_MS));
  if (kept !== undefined) return kept;
  const value = await read().catch((error: unknown) => {
    if (error instanceof DiscordError && (error.status === 404 || error.status === 403)) return null;
    log('warn', 'access.rights', { key, error });
    throw new AppError('unavailable', 'access.discord_down');
  });
  cache.set(key, value, now);
  return value;
}

/**
 * Ids of the placed servers that a person is on, at most a minute old; the operator sees all. What the person may do on
 * each is for the caller to check.
 * @throws AppError `unavailable` where Discord does not answer
 */
export async function guildsOf(env: Env, principal: Principal, now: number): Promise<string[]> {
  if (principal.kind === 'operator') {
    const { results } = await env.DB.prepare("SELECT guild FROM placement WHERE guild <> '0' LIMIT ?1").bind(PLACED_MAX).all<{ guild: string }>();
    return results.map(({ guild }) => guild);
  }
  const kept = listsKnown.get(principal.session, now, () => GUILDS_KEPT_MS);
  if (kept) return kept;
  const own = (await withGrant(env, principal.session, now, (grant) => readGuilds(env, grant))) ?? [];
  const { results } = await env.DB.prepare('SELECT guild FROM placement WHERE guild IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(own)).all<{ guild: string }>();
  const placed = results.map(({ guild }) => guild);
  listsKnown.set(principal.session, placed, now);
  return placed;
}
