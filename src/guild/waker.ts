import { log } from '../kernel/log.ts';

/**
 * Passes on that rows wait to be sent, beside the answer: a call that fails is left to the cron. At most one call is
 * under way; whatever wakes meanwhile is one more call after it, because the first may have been heard too early.
 */
export class Waker {
  readonly #guild: string;
  readonly #call: () => Promise<void>;
  #calling = false;
  #again = false;

  constructor(guild: string, call: () => Promise<void>) {
    this.#guild = guild;
    this.#call = call;
  }

  wake(): void {
    if (this.#calling) this.#again = true;
    else void this.#run();
  }

  async #run(): Promise<void> {
    this.#calling = true;
    do {
      this.#again = false;
      try {
        await this.#call();
      } catch (error) {
        log('warn', 'guild.unwoken', { guild: this.#guild, error });
      }
    } while (this.#again);
    this.#calling = false;
  }
}
