import type { APIGuild, APIGuildMember, RESTPatchAPIInteractionOriginalResponseJSONBody } from 'discord-api-types/v10';
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
  async editOriginal(interactionToken: string, body: RESTPatchAPIInteractionOriginalResponseJSONBody): Promise<void> {
    const path = `/webhooks/${this.#env.DISCORD_APPLICATION_ID}/${interactionToken}/messages/@original`;
    await this.#call('PATCH @original', { method: 'PATCH', path, body, authorized: false });
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

  async guild(guild: string): Promise<APIGuild> {
    return (await this.#call('GET guild', { method: 'GET', path: `/guilds/${guild}?with_counts=true` })) as APIGuild;
  }

  async #call(route: string, call: DiscordCall): Promise<unknown> {
    const { status, headers, body } = await callDiscord(this.#env, call);
    if (status >= 200 && status < 300) return body;
    const wait = Number(headers.get('retry-after') ?? Number.NaN);
    throw new DiscordError(route, status, body, Number.isFinite(wait) ? wait : null);
  }
}
