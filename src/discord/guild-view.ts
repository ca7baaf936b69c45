import type { APIGuild, APIGuildMember } from 'discord-api-types/v10';
import { AppError } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';
import type { DiscordRest, GuildChannel } from './rest.ts';

/** Milliseconds that what Discord said of a server is taken for true. */
const VIEW_AGE_MS = 60_000;
/** Servers that an isolate keeps in mind. */
const VIEWS_MAX = 200;

/** Text channels and announcement channels: where messages are posted. */
export const TEXT_TYPES: readonly number[] = [0, 5];

/** A server as Discord shows it to the bot. */
export interface GuildView {
  guild: APIGuild;
  channels: GuildChannel[];
  bot: APIGuildMember;
}

interface Kept<T> {
  at: number;
  value: T;
}

// Values, not promises: a promise of one request hangs when another awaits it.
const views = new Map<string, Kept<GuildView>>();
const guilds = new Map<string, Kept<APIGuild>>();

function kept<T>(map: Map<string, Kept<T>>, guild: string, now: number): T | undefined {
  const found = map.get(guild);
  return found && now - found.at < VIEW_AGE_MS ? found.value : undefined;
}

function keep<T>(map: Map<string, Kept<T>>, guild: string, now: number, value: T): T {
  if (map.size >= VIEWS_MAX) map.delete(map.keys().next().value ?? '');
  map.delete(guild);
  map.set(guild, { at: now, value });
  return value;
}

/** Whatever goes wrong at Discord is the same to the caller: what was asked cannot be told now. */
function unavailable(guild: string, error: unknown): AppError {
  log('warn', 'discord.unread', { guild, error });
  return new AppError('unavailable', 'errors.discord');
}

interface Asking {
  rest: DiscordRest;
  guildId: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** The server itself, at most VIEW_AGE_MS old. @throws AppError `unavailable` where Discord does not tell */
export async function readGuild({ rest, guildId, now }: Asking): Promise<APIGuild> {
  const known = kept(guilds, guildId, now);
  if (known) return known;
  try {
    return keep(guilds, guildId, now, await rest.guild(guildId));
  } catch (error) {
    throw unavailable(guildId, error);
  }
}

/** The server with its channels and the bot's membership, at most VIEW_AGE_MS old. @throws AppError `unavailable` */
export async function readGuildView({ rest, guildId, now, applicationId }: Asking & { applicationId: string }): Promise<GuildView> {
  const known = kept(views, guildId, now);
  if (known) return known;
  try {
    const [guild, channels, bot] = await Promise.all([rest.guild(guildId), rest.channels(guildId), rest.member(guildId, applicationId)]);
    keep(guilds, guildId, now, guild);
    return keep(views, guildId, now, { guild, channels, bot });
  } catch (error) {
    throw unavailable(guildId, error);
  }
}

/** Refuses a channel that is none of this server's, or that takes no messages. @throws AppError */
export function assertTextChannel({ channels }: GuildView, id: string): void {
  if (!channels.some((channel) => channel.id === id && TEXT_TYPES.includes(channel.type))) throw new AppError('not_found', 'errors.channel_unknown');
}

/** Refuses a role that is none of this server's, and @everyone. @throws AppError */
export function assertRole({ guild }: GuildView, id: string): void {
  if (id === guild.id || !guild.roles.some((role) => role.id === id)) throw new AppError('not_found', 'errors.role_unknown');
}

/**
 * Refuses a channel that a request names and that is none of the server's own: the bot may be on other servers, and staff
 * of one must not post on another. @throws AppError
 */
export async function assertOwnChannel(asking: Asking & { applicationId: string }, channel: string | undefined): Promise<void> {
  if (channel !== undefined) assertTextChannel(await readGuildView(asking), channel);
}
