import type { Clock } from '../../kernel/clock.ts';
import { log } from '../../kernel/log.ts';
import { callDiscord, type DiscordAccess, type DiscordCall } from '../http.ts';
import type { Route } from './buckets.ts';
import type { Gate } from './gate.ts';
import { Slots } from './slots.ts';

/** Longer waits are not sat out: the row stays due and the guild comes back. */
const PATIENCE_MS = 6_000;
/** Calls at once: workerd opens six connections, and one hung call must leave the rest a way. */
const CALLS_AT_ONCE = 5;
/** Times that a call is limited before the row is left for later. */
const LIMITED_MAX = 3;

/** What came of a call. `wait`: it was not made. `silent`: no answer or a fault of Discord's, so it may have been carried out. */
export type Reply =
  | { kind: 'done'; body: unknown }
  | { kind: 'wait'; until: number }
  | { kind: 'refused'; status: number; code: number; message: string }
  | { kind: 'silent' };

export interface PacedParts {
  env: DiscordAccess;
  gate: Gate;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}

/** Discord at the pace that it allows. */
export class PacedDiscord {
  readonly applicationId: string;
  readonly #parts: PacedParts;
  readonly #slots = new Slots(CALLS_AT_ONCE);

  constructor(parts: PacedParts) {
    this.#parts = parts;
    this.applicationId = parts.env.DISCORD_APPLICATION_ID;
  }

  /** Makes a call as soon as it may be made. Never throws. */
  async send(route: Route, call: DiscordCall): Promise<Reply> {
    const { gate, clock, sleep } = this.#parts;
    let until = 0;
    for (let limited = 0; limited < LIMITED_MAX;) {
      // Counted at the moment of the call: whoever waits for a slot has not called yet.
      const reply = await this.#slots.run(async () => {
        until = gate.take(route);
        return until > 0 ? 'closed' : this.#make(route, call);
      });
      if (reply === 'limited') limited += 1;
      else if (reply !== 'closed') return reply;
      else if (until - clock() > PATIENCE_MS) return { kind: 'wait', until };
      else await sleep(Math.max(1, until - clock()));
    }
    return { kind: 'wait', until: Math.max(until, clock() + PATIENCE_MS) };
  }

  /** Runs a call that is not to Discord in one of the same places. */
  outside<T>(work: () => Promise<T>): Promise<T> {
    return this.#slots.run(work);
  }

  async #make(route: Route, call: DiscordCall): Promise<Reply | 'limited'> {
    try {
      const answer = await callDiscord(this.#parts.env, call);
      this.#parts.gate.heard(route, answer);
      const { status, body } = answer;
      if (status === 429 || status === 401) return 'limited';
      if (status >= 200 && status < 300) return { kind: 'done', body };
      const told = typeof body === 'object' && body !== null ? (body as { code?: unknown; message?: unknown }) : {};
      if (status >= 500) {
        log('warn', 'outbox.fault', { route: route.name, status });
        return { kind: 'silent' };
      }
      return { kind: 'refused', status, code: Number(told.code ?? 0), message: String(told.message ?? `HTTP ${status}`) };
    } catch (error) {
      log('warn', 'outbox.silent', { route: route.name, error });
      return { kind: 'silent' };
    }
  }
}
