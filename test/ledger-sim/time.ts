interface Due {
  at: number;
  order: number;
  fire: (() => void) | null;
}

/** Time of the simulation: it stands still while anything runs and then jumps to what is due next. */
export class VirtualTime {
  now: number;
  #order = 0;
  #due: Due[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Calls `fire` after so many virtual milliseconds; gives back the call that cancels it. */
  after(ms: number, fire: () => void): () => void {
    const due: Due = { at: this.now + Math.max(0, ms), order: (this.#order += 1), fire };
    let place = this.#due.length;
    while (place > 0 && later(this.#due[place - 1], due)) place -= 1;
    this.#due.splice(place, 0, due);
    return () => {
      due.fire = null;
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs until nothing is due. Throws past `limit` events: a history that never comes to rest is a fault too. */
  async run(limit = 100_000): Promise<void> {
    await settled();
    for (let events = 0; this.#due.length > 0; events += 1) {
      if (events > limit) throw new Error(`no rest after ${limit} events`);
      const next = this.#due.shift();
      if (!next?.fire) continue;
      this.now = next.at;
      next.fire();
      await settled();
    }
  }
}

function later(one: Due | undefined, other: Due): boolean {
  return one !== undefined && (one.at > other.at || (one.at === other.at && one.order > other.order));
}

/** All promises that can go on have gone on: an immediate runs after every microtask. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
