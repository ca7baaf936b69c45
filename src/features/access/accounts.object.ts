import { createDurable } from 'itty-durable';
import type { Env } from '../../kernel/env.ts';
import { log } from '../../kernel/log.ts';
import { addressGroup, Attempts } from './attempts.ts';
import { digestAccount, hashAccount, SALT_BYTES } from './password.ts';

interface IttyDurable {
  fetch(request: Request): Promise<Response>;
}

// itty-durable's types are `any`; this is the part of it that stands here.
const Base = createDurable() as unknown as new (state: DurableObjectState, env: Env) => IttyDurable;

/** Checks that may wait for the processor at once, each takes about 0.2 s of it; known addresses go past this limit. */
const CHECKS_MAX = 40;
/** Milliseconds after which somebody who met a full queue may come back. */
const FULL_MS = 2_000;

/** What a log-in came to. `unset`: the settings name no account. */
export type SignIn = { status: 'right' | 'wrong' | 'unset' } | { status: 'limited'; until: number };

/** The object that compares the operator's user name and password and counts the attempts; one for the application. */
export class Accounts extends Base {
  // Private: itty can neither persist these nor hand them out.
  readonly #env: Env;
  readonly #attempts: Attempts;
  readonly #salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  #expected: Promise<Uint8Array> | undefined;
  #checks = 0;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#env = env;
    this.#attempts = new Attempts(state.storage.sql);
  }

  /** One attempt (digestAccount of what was typed) from an address, counted before it is checked. */
  async signIn(digest: string, from: string): Promise<SignIn> {
    const { ADMIN_USERNAME: name, ADMIN_PASSWORD: word } = this.#env;
    if (!name || !word) return { status: 'unset' };
    const [address, now] = [addressGroup(from), Date.now()];
    const until = this.#attempts.waitsUntil(address, now);
    if (until > 0) return { status: 'limited', until };
    if (this.#checks >= CHECKS_MAX && !this.#attempts.isKnown(address, now)) return { status: 'limited', until: now + FULL_MS };
    this.#attempts.count(address, now);
    this.#checks += 1;
    try {
      const right = await this.#isRight(digest, name, word);
      if (right) this.#attempts.clear(address, now);
      else log('warn', 'access.wrong_password', { address });
      return { status: right ? 'right' : 'wrong' };
    } finally {
      this.#checks -= 1;
    }
  }

  /** The settings' own hash is made once an instance, under a salt that nobody keeps. */
  async #isRight(digest: string, name: string, word: string): Promise<boolean> {
    this.#expected ??= this.#hashOf(name, word).catch((error: unknown) => {
      this.#expected = undefined;
      throw error;
    });
    const [expected, given] = await Promise.all([this.#expected, hashAccount(digest, this.#salt)]);
    return crypto.subtle.timingSafeEqual(expected, given);
  }

  async #hashOf(name: string, word: string): Promise<Uint8Array> {
    return hashAccount(await digestAccount(name, word), this.#salt);
  }
}
