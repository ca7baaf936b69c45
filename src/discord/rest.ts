import type { APIGuild, APIGuildMember, RESTPatchAPIInteractionOriginalResponseJSONBody } from 'discord-api-types/v10';
import type { Env } from '../kernel/env.ts';

/** Where Discord's REST API is unless DISCORD_API_BASE says otherwise. */
export const DISCORD_API = 'https://discord.com/api/v10';

const CALL_TIMEOUT_MS = 8_000;

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
  readonly #base: string;
  readonly #token: string;
  readonly #applicationId: string;

  constructor(env: Pick<Env, 'DISCORD_API_BASE' | 'DISCORD_TOKEN' | 'DISCORD_APPLICATION_ID'>) {
    this.#base = env.DISCORD_API_BASE ?? DISCORD_API;
    this.#token = env.DISCORD_TOKEN;
    this.#applicationId = env.DISCORD_APPLICATION_ID;
  }

  /** Replaces the answer to an interaction. Throws DiscordError, with code 10015 while Discord does not know it yet. */
  async editOriginal(interactionToken: string, body: RESTPatchAPIInteractionOriginalResponseJSONBody): Promise<void> {
    const path = `/webhooks/${this.#applicationId}/${interactionToken}/messages/@original`;
    await this.#call('PATCH', path, { body, authorized: false, route: 'PATCH @original' });
  }

  /** A further message after the answer to an interaction. */
  async followUp(interactionToken: string, body: RESTPatchAPIInteractionOriginalResponseJSONBody & { flags?: number }): Promise<void> {
    const path = `/webhooks/${this.#applicationId}/${interactionToken}`;
    await this.#call('POST', path, { body, authorized: false, route: 'POST follow-up' });
  }

  /** A page of the server's members, by id. Needs the privileged members intent: else DiscordError 50001. */
  async listMembers(guild: string, after: string, limit: number): Promise<APIGuildMember[]> {
    const path = `/guilds/${guild}/members?limit=${limit}&after=${after}`;
    return (await this.#call('GET', path, { route: 'GET members' })) as APIGuildMember[];
  }

  async guild(guild: string): Promise<APIGuild> {
    return (await this.#call('GET', `/guilds/${guild}?with_counts=true`, { route: 'GET guild' })) as APIGuild;
  }

  async #call(method: string, path: string, more: { body?: unknown; authorized?: boolean; route: string }): Promise<unknown> {
    const headers: Record<string, string> = { 'User-Agent': 'DiscordBot (https://github.com/coffer, 0.1.0)' };
    if (more.authorized !== false) headers['Authorization'] = `Bot ${this.#token}`;
    if (more.body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await fetch(this.#base + path, {
      method, headers, signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
    });
    const body: unknown = response.headers.get('content-type')?.includes('json') ? await response.json() : await response.text();
    if (response.ok) return body;
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new DiscordError(more.route, response.status, body, Number.isFinite(wait) ? wait : null);
  }
}
