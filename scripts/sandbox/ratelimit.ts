import { createHash } from 'node:crypto';
import type { APIMessage } from 'discord-api-types/v10';
import { DiscordError, failure } from './errors.ts';
import type { Match } from './route.ts';
import { timeOf } from './snowflake.ts';
import type { World } from './world.ts';

/** Calls that a bucket lets through in a window of so many ms. */
export interface Allowance {
  limit: number;
  windowMs: number;
}

/** Discord's global limit for a bot; webhooks and interaction tokens are exempt. */
const GLOBAL: Allowance = { limit: 50, windowMs: 1_000 };

/** The usual allowances, by method and route; Discord publishes none of them, these are what it has been seen to send. */
const ALLOWANCES: Record<string, Allowance> = {
  'POST /channels/{channel_id}/messages': { limit: 5, windowMs: 5_000 },
  'PATCH /channels/{channel_id}/messages/{message_id}': { limit: 5, windowMs: 5_000 },
  'DELETE /channels/{channel_id}/messages/{message_id}': { limit: 5, windowMs: 1_000 },
  'POST /channels/{channel_id}/messages/bulk-delete': { limit: 1, windowMs: 1_000 },
  'PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}': { limit: 10, windowMs: 10_000 },
  'DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}': { limit: 10, windowMs: 10_000 },
  'GET /guilds/{guild_id}/members': { limit: 10, windowMs: 10_000 },
  'POST /users/@me/channels': { limit: 10, windowMs: 10_000 },
  'POST /webhooks/{webhook_id}/{webhook_token}': { limit: 5, windowMs: 2_000 },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': { limit: 5, windowMs: 2_000 },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': { limit: 5, windowMs: 2_000 },
  'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original': { limit: 5, windowMs: 2_000 },
  'PUT /channels/{channel_id}/messages/pins/{message_id}': { limit: 5, windowMs: 4_000 },
  'DELETE /channels/{channel_id}/messages/pins/{message_id}': { limit: 5, windowMs: 4_000 },
};

const OTHERWISE: Allowance = { limit: 50, windowMs: 10_000 };

/** Edits of messages older than an hour that a channel takes in an hour; Discord's own number is not published. */
const OLD_EDITS: Allowance = { limit: 30, windowMs: 3_600_000 };

interface Window {
  used: number;
  endsAt: number;
}

function bucketId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

/** The 429 answer of a limit. */
export function limited(retryAfterMs: number, scope: 'user' | 'global' | 'shared', headers: Record<string, string> = {}): DiscordError {
  const seconds = Math.max(0.001, retryAfterMs / 1000);
  const global = scope === 'global';
  return new DiscordError(429, { message: 'You are being rate limited.', retry_after: seconds, global }, {
    ...headers,
    'Retry-After': String(Math.ceil(seconds)),
    'X-RateLimit-Scope': scope,
    ...(global ? { 'X-RateLimit-Global': 'true' } : {}),
  });
}

/** Buckets by route and major parameter, and the global limit, each a fixed window from its first call. */
export class RateLimiter {
  private readonly windows = new Map<string, Window>();
  private readonly allowances: Record<string, Allowance>;
  private readonly global: Allowance;

  constructor(overrides: Record<string, Allowance> = {}) {
    this.allowances = { ...ALLOWANCES, ...overrides };
    this.global = overrides['global'] ?? GLOBAL;
  }

  /** Counts a call. Gives the headers of its answer, or throws the 429. */
  take(match: Match, now: number): Record<string, string> {
    this.forgetEnded(now);
    const { route, params } = match;
    if (route.bot) {
      const { window } = this.count('global', this.global, now);
      if (window.used > this.global.limit) throw limited(window.endsAt - now, 'global');
    }
    const name = `${route.method} ${route.template}`;
    const allowance = this.allowances[name] ?? OTHERWISE;
    const major = params['channel_id'] ?? params['guild_id'] ?? `${params['webhook_id'] ?? ''}/${params['webhook_token'] ?? ''}`;
    const { window } = this.count(`${name} ${major}`, allowance, now);
    const headers = {
      'X-RateLimit-Limit': String(allowance.limit),
      'X-RateLimit-Remaining': String(Math.max(0, allowance.limit - window.used)),
      'X-RateLimit-Reset': (window.endsAt / 1000).toFixed(3),
      'X-RateLimit-Reset-After': ((window.endsAt - now) / 1000).toFixed(3),
      'X-RateLimit-Bucket': bucketId(name),
    };
    if (window.used > allowance.limit) throw limited(window.endsAt - now, 'user', headers);
    return headers;
  }

  private count(key: string, allowance: Allowance, now: number): { window: Window } {
    let window = this.windows.get(key);
    if (window === undefined || window.endsAt <= now) {
      window = { used: 0, endsAt: now + allowance.windowMs };
      this.windows.set(key, window);
    }
    window.used += 1;
    return { window };
  }

  private forgetEnded(now: number): void {
    if (this.windows.size < 1_000) return;
    for (const [key, window] of this.windows) if (window.endsAt <= now) this.windows.delete(key);
  }
}

/** Throws 30046 when a channel had too many edits of messages older than an hour. */
export function assertOldEdit(world: World, message: APIMessage, now: number): void {
  if (now - timeOf(message.id) < 3_600_000) return;
  const recent = (world.oldEdits.get(message.channel_id) ?? []).filter((at) => now - at < OLD_EDITS.windowMs);
  if (recent.length >= OLD_EDITS.limit) throw failure(30046, { retry_after: ((recent[0] ?? now) + OLD_EDITS.windowMs - now) / 1000 });
  world.oldEdits.set(message.channel_id, [...recent, now]);
}
