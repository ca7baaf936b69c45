import { MINUTE_MS, type Clock } from '../../kernel/clock.ts';
import { log } from '../../kernel/log.ts';
import type { DiscordAnswer } from '../http.ts';
import { Buckets, type Route } from './buckets.ts';
import type { OutboxStore, Stop } from './store.ts';

/** Calls in any second; Discord lets a bot make 50. */
const PER_SECOND = 45;
/** Discord bans an address at 10,000 invalid calls in ten minutes: half of them is the end here. */
const INVALID_MAX = 5_000;
const INVALID_MINUTES = 10;
/** Nothing is sent for so long after Discord refused the token. */
const UNAUTHORIZED_MS = 10 * MINUTE_MS;

/** Decides when a call may be made, by everything that Discord has said before. */
export class Gate {
  readonly #buckets = new Buckets();
  readonly #store: OutboxStore;
  readonly #clock: Clock;
  #second: number[] = [];

  constructor(store: OutboxStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Calls of the last ten minutes that Discord counts as invalid. */
  invalid(): number {
    return this.#store.invalid(this.#clock(), INVALID_MINUTES).reduce((sum, { count }) => sum + count, 0);
  }

  /** The moment (ms) before which nothing at all is sent; 0 where nothing stands against it. */
  closedUntil(): number {
    const now = this.#clock();
    const counts = this.#store.invalid(now, INVALID_MINUTES);
    const spent = counts.reduce((sum, { count }) => sum + count, 0) >= INVALID_MAX;
    const [oldest] = counts;
    const invalid = spent && oldest ? (oldest.minute + INVALID_MINUTES) * MINUTE_MS : 0;
    const until = Math.max(this.#store.stoppedUntil(), invalid);
    return until > now ? until : 0;
  }

  /** Takes a place for one call. Gives 0, or the moment at which to ask again. */
  take(route: Route): number {
    const now = this.#clock();
    const closed = this.closedUntil();
    if (closed > 0) return closed;
    this.#second = this.#second.filter((at) => at > now - 1_000);
    if (this.#second.length >= PER_SECOND) return (this.#second[0] ?? now) + 1_000;
    const until = this.#buckets.take(route, now);
    if (until === 0) this.#second.push(now);
    return until;
  }

  /** Learns from an answer. After 401 and 429 take() says when to go on. */
  heard(route: Route, answer: DiscordAnswer): void {
    const { status, headers } = answer;
    const now = this.#clock();
    this.#buckets.learn(route, headers, now);
    const shared = headers.get('x-ratelimit-scope') === 'shared';
    if (status === 401 || status === 403 || (status === 429 && !shared)) this.#store.countInvalid(now);
    if (status === 401) {
      log('error', 'outbox.unauthorized', { route: route.name });
      this.#store.stop('unauthorized', now + UNAUTHORIZED_MS);
    }
    if (status === 429) this.#limited(route, answer, now);
  }

  /** Stops all sending until a moment; in the past, lets it go on. */
  stop(name: Stop, until: number): void {
    this.#store.stop(name, until);
  }

  #limited(route: Route, { headers, body }: DiscordAnswer, now: number): void {
    // The answer to a banned address is plain text with nothing but the header.
    const told = typeof body === 'object' && body !== null ? (body as { retry_after?: unknown; global?: unknown }) : { global: true };
    const seconds = Number(told.retry_after ?? headers.get('retry-after') ?? 1);
    const until = now + Math.ceil((Number.isFinite(seconds) ? seconds : 1) * 1_000);
    const global = told.global === true || headers.get('x-ratelimit-scope') === 'global';
    log('warn', 'outbox.limited', { route: route.name, seconds, global });
    if (global) this.#store.stop('global', until);
    else this.#buckets.block(route, until, now);
  }
}
