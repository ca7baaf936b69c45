import type {
  APIGuild, APIGuildMember, APITextChannel, RESTAPIPartialCurrentUserGuild, RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord-api-types/v10';
import { apiBase, callDiscord, type DiscordAccess, type DiscordCall } from './http.ts';

/** An answer of Discord that is not a success. `code` is Discord's own, such as 50001. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  /** Seconds to wait, where Discord said so. */
  readonly retryAfter: number | null;

  constructor(route: string, status: number, body: unknown, retryAfter: number | null) {
    const told = typeof body === 'object' && body !== null ? (body as { code?: unknown; message?: unknown }) : {};
    super(`Discord answered ${status} to ${route}: ${String(told.message ?? '')}`);
    this.name = 'DiscordError';
    this.status = status;
    this.code = Number(told.code ?? 0);
    this.retryAfter = retryAfter;
  }
}

/** What Coffer reads of a channel, whatever its type. */
export type GuildChannel = Pick<APITextChannel, 'id' | 'name' | 'position' | 'parent_id' | 'permission_overwrites'> & { type: number };

/** The few calls that a request makes by itself; everything that can wait goes through the outbox. */
export class DiscordRest {
  readonly #env: DiscordAccess;

  constructor(env: DiscordAccess) {
    this.#env = env;
  }

  /** Where the API is; files of the stand-in lie on the same host. */
  get base(): string {
    return apiBase(this.#env);
  }

  /** Replaces the answer to an interaction. Throws DiscordError, with code 10015 while Discord does not know it yet. */
  async editOriginal(interactionToken: string, body: RESTPatchAPIInteractionOriginalResponseJSONBody, files?: DiscordCall['files']): Promise<void> {
    const path = `/webhooks/${this.#env.DISCORD_APPLICATION_ID}/${interactionToken}/messages/@original`;
    const numbered = files && { ...body, attachments: files.map(({ name }, id) => ({ id: String(id), filename: name })) };
    await this.#call('PATCH @original', { method: 'PATCH', path, body: numbered ?? body, authorized: false, ...(files ? { files } : {}) });
  }

  /** A further message after the answer to an interaction. */
  async followUp(interactionToken: string, body: RESTPatchAPIInteractionOriginalResponseJSONBody & { flags?: number }): Promise<void> {
    const path = `/webhooks/${this.#env.DISCORD_APPLICATION_ID}/${interactionToken}`;
    await this.#call('POST follow-up', { method: 'POST', path, body, authorized: false });
  }

  /** A page of the server's members, by id. Needs the privileged members intent: else DiscordError 50001. */
  async listMembers(guild: string, after: string, limit: number): Promise<APIGuildMember[]> {
    const path = `/guilds/${guild}/members?limit=${limit}&after=${after}`;
    return (await this.#call('GET members', { method: 'GET', path })) as APIGuildMember[];
  }

  /** One member. DiscordError 10007 where the user is none of the server's. Needs no privileged intent. */
  async member(guild: string, user: string): Promise<APIGuildMember> {
    return (await this.#call('GET member', { method: 'GET', path: `/guilds/${guild}/members/${user}` })) as APIGuildMember;
  }

  /** A page of the servers that the bot is on, by id. */
  async ownGuilds(after: string, limit: number): Promise<RESTAPIPartialCurrentUserGuild[]> {
    const path = `/users/@me/guilds?limit=${limit}&after=${after}&with_counts=true`;
    return (await this.#call('GET own guilds', { method: 'GET', path })) as RESTAPIPartialCurrentUserGuild[];
  }

  async guild(guild: string): Promise<APIGuild> {
    return (await this.#call('GET guild', { method: 'GET', path: `/guilds/${guild}?with_counts=true` })) as APIGuild;
  }

  /** The server's channels, threads aside. */
  async channels(guild: string): Promise<GuildChannel[]> {
    return (await this.#call('GET channels', { method: 'GET', path: `/guilds/${guild}/channels` })) as GuildChannel[];
  }

  async #call(route: string, call: DiscordCall): Promise<unknown> {
    const { status, headers, body } = await callDiscord(this.#env, call);
    if (status >= 200 && status < 300) return body;
    const wait = Number(headers.get('retry-after') ?? Number.NaN);
    throw new DiscordError(route, status, body, Number.isFinite(wait) ? wait : null);
  }
}
