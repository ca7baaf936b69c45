import { GATHER_MAX_MS, GATHER_OPS, LONE_GAP_MS } from '../kernel/limits.ts';

/** Operations over which the gap between two is taken: fewer say nothing of what is to come. */
const MEASURED = 8;

/** How long a guild's queue gathers before a batch, by how fast its operations have been coming. */
export class Gathering {
  /** When the newest came, oldest first. */
  readonly #arrivals: number[] = [];

  /** An operation has come. `now` in milliseconds. */
  arrived(now: number): void {
    this.#arrivals.push(now);
    if (this.#arrivals.length > MEASURED) this.#arrivals.shift();
  }

  /** Milliseconds to wait for company, with `waiting` operations in the queue; 0 where nobody is to be expected. */
  pause(waiting: number): number {
    const [oldest = 0] = this.#arrivals;
    const gap = ((this.#arrivals.at(-1) ?? 0) - oldest) / (MEASURED - 1);
    if (this.#arrivals.length < MEASURED || gap >= LONE_GAP_MS || waiting >= GATHER_OPS) return 0;
    return Math.min(GATHER_MAX_MS, Math.max(1, Math.round(gap * (GATHER_OPS - waiting))));
  }
}
