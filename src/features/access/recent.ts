/** What an isolate has read from elsewhere, with the moment before it was read; the oldest goes first. */
export class Recent<T> {
  readonly #entries = new Map<string, { at: number; value: T }>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /** The value where it is no older than `ageOf` allows (ms); undefined where there is none. */
  get(key: string, now: number, ageOf: (value: T) => number): T | undefined {
    const entry = this.#entries.get(key);
    return entry && now - entry.at <= ageOf(entry.value) ? entry.value : undefined;
  }

  set(key: string, value: T, at: number): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#max) this.#entries.delete(this.#entries.keys().next().value ?? '');
    this.#entries.set(key, { at, value });
  }
}
