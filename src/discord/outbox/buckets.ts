/** Windows in memory before those that have ended are forgotten. */
const WINDOWS_MAX = 2_000;

/** Which of Discord's limits a call counts against. */
export interface Route {
  /** Method and path without ids, such as `POST /channels/:channel/messages`. */
  name: string;
  /** Id of the channel, guild or webhook: each has limits of its own. */
  major: string;
}

interface Window {
  left: number;
  resetAt: number;
}

/** Discord's buckets as its answers tell of them. In memory: a window lasts seconds, and a 429 teaches it anew. */
export class Buckets {
  readonly #ids = new Map<string, string>();
  readonly #windows = new Map<string, Window>();

  /** Takes one call of the route's window. Gives 0, or the moment (ms) at which the next window begins. */
  take(route: Route, now: number): number {
    const key = this.#key(route);
    const window = this.#windows.get(key);
    if (!window) return 0;
    if (window.resetAt <= now) {
      this.#windows.delete(key);
      return 0;
    }
    if (window.left <= 0) return window.resetAt;
    window.left -= 1;
    return 0;
  }

  /** Takes over what the headers of an answer say. */
  learn(route: Route, headers: Headers, now: number): void {
    const id = headers.get('x-ratelimit-bucket');
    if (id) this.#ids.set(route.name, id);
    const [left, seconds] = [headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset-after')];
    if (left === null || seconds === null) return;
    const key = this.#key(route);
    const known = this.#windows.get(key);
    // Answers may overtake each other: the smaller number of one window is the later one.
    const least = known && known.resetAt > now ? Math.min(known.left, Number(left)) : Number(left);
    this.#put(key, { left: least, resetAt: now + Math.ceil(Number(seconds) * 1_000) }, now);
  }

  /** Lets no call of the route through before a moment. */
  block(route: Route, until: number, now: number): void {
    this.#put(this.#key(route), { left: 0, resetAt: until }, now);
  }

  #key({ name, major }: Route): string {
    return `${this.#ids.get(name) ?? name} ${major}`;
  }

  #put(key: string, window: Window, now: number): void {
    if (this.#windows.size >= WINDOWS_MAX) {
      for (const [old, { resetAt }] of this.#windows) if (resetAt <= now) this.#windows.delete(old);
    }
    this.#windows.set(key, window);
  }
}
