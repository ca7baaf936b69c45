import type { Clock } from '../kernel/clock.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import { log } from '../kernel/log.ts';

/** Moments kept in storage for one window: enough for every limit that protects anybody. */
const STORED_MOMENTS_MAX = 60;

interface WindowStorage {
  get(key: string): Promise<number[] | undefined>;
  put(key: string, moments: number[], options: { allowUnconfirmed: boolean }): Promise<void>;
  list(options: { prefix: string }): Promise<Map<string, unknown>>;
  delete(keys: string[]): Promise<unknown>;
}

/** Sliding windows of a minute. Those that guard money are written to the object's storage and survive its eviction. */
export class RateWindows {
  readonly #storage: WindowStorage;
  readonly #clock: Clock;
  readonly #windows = new Map<string, number[]>();

  constructor(storage: WindowStorage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  /**
   * Takes one place in a window.
   * @returns 0, or the moment (ms since 1970) at which the next place is free.
   */
  async take(name: string, limit: number, lasting: boolean): Promise<number> {
    const key = `rate:${name}`;
    const moments = this.#windows.get(key) ?? (lasting ? ((await this.#storage.get(key)) ?? []) : []);
    // Another request may have loaded the same window while this one waited.
    const window = this.#windows.get(key) ?? moments;
    const now = this.#clock();
    while (window.length > 0 && (window[0] ?? 0) <= now - MINUTE_MS) window.shift();
    this.#windows.set(key, window);
    if (window.length >= limit) return (window[window.length - limit] ?? now) + MINUTE_MS;
    window.push(now);
    if (lasting) this.#store(key, window);
    return 0;
  }

  #store(key: string, window: number[]): void {
    this.#storage.put(key, window.slice(-STORED_MOMENTS_MAX), { allowUnconfirmed: true }).catch((error: unknown) => {
      log('warn', 'rate.unstored', { error });
    });
  }

  /** Forgets windows that have run out, in memory and in storage. */
  async sweep(): Promise<void> {
    const oldest = this.#clock() - MINUTE_MS;
    for (const [key, window] of this.#windows) if ((window.at(-1) ?? 0) <= oldest) this.#windows.delete(key);
    const stored = await this.#storage.list({ prefix: 'rate:' });
    const expired = [...stored].filter(([, moments]) => Array.isArray(moments) && Number(moments.at(-1) ?? 0) <= oldest);
    for (let start = 0; start < expired.length; start += 128) {
      await this.#storage.delete(expired.slice(start, start + 128).map(([key]) => key));
    }
  }
}
