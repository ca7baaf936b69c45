import type { Guilds } from '../../db/client.ts';
import { DiscordError, type DiscordRest } from '../../discord/rest.ts';
import { log } from '../../kernel/log.ts';
import { foundOf, keepFound, type Found } from './known.ts';

/** Discord's codes: the user is no member, the user does not exist. */
const UNKNOWN = new Set([10_007, 10_013]);

/** What came of asking for one member. `stop`: Discord does not answer now, or not about this server. */
type Asked = { kind: 'found'; found: Found } | { kind: 'gone'; user: string } | { kind: 'stop' };

/** Asks Discord for one member. Never throws for what Discord says. */
export async function askMember(rest: DiscordRest, guild: string, user: string): Promise<Asked> {
  try {
    return { kind: 'found', found: foundOf(guild, await rest.member(guild, user)) };
  } catch (error) {
    if (error instanceof DiscordError && UNKNOWN.has(error.code)) return { kind: 'gone', user };
    log('warn', 'members.lookup', { guild, user, error });
    return { kind: 'stop' };
  }
}

/**
 * Looks several members up at once and keeps what was found.
 * @returns the users that were found, by id
 */
export async function lookUp(at: { rest: DiscordRest; db: Guilds; guildId: string; now: number }, users: string[]): Promise<Map<string, Found>> {
  const asked = await Promise.all(users.map((user) => askMember(at.rest, at.guildId, user)));
  const found = asked.flatMap((answer) => (answer.kind === 'found' ? [answer.found] : []));
  const gone = asked.flatMap((answer) => (answer.kind === 'gone' ? [answer.user] : []));
  await keepFound(at.db.$client, at.guildId, found, gone, at.now);
  return new Map(found.map((each) => [each.user, each]));
}
