import type { Database } from '../db/database.ts';
import type { Clock } from '../kernel/clock.ts';
import { DEFAULT_SETTINGS, settingsOf, type VersionedSettings } from '../kernel/settings.ts';
import { COIN } from '../ledger/accounts.ts';
import { readSettings } from '../ledger/statements.ts';
import { Committer } from './committer.ts';
import { HeldAmounts } from './held.ts';
import { LiveHub } from './live.ts';
import type { Admission, EnterAnswer, Entrance, Inspection, PostAnswer, Verbs, ViewAnswer, Wallet } from './protocol.ts';
import { RateWindows } from './rate.ts';
import type { StatementRegistry } from './registry.ts';
import { RoleExclusions } from './exclusions.ts';

interface DeskParts {
  guild: string;
  binding: string;
  database: Database;
  registry: StatementRegistry;
  clock: Clock;
  groupMax: number;
  /** A commit has left rows that wait to be sent. */
  waiting: () => void;
}

/** What the object does for its guild: admit, answer wallets from memory, take operations to the committer. */
export class GuildDesk {
  /** Tells dashboards what has been committed. */
  readonly live: LiveHub;
  readonly #parts: DeskParts;
  readonly #committer: Committer;
  readonly #rate: RateWindows;
  readonly #held: HeldAmounts;
  readonly #exclusions: RoleExclusions;
  readonly #verbs: { [V in keyof Verbs]: (ask: Verbs[V]['ask']) => Promise<Verbs[V]['answer']> } = {
    enter: ({ admission }) => this.#enter(admission),
    view: ({ admission, accounts }) => this.#view(admission, accounts),
    post: (ask) => this.#post(ask),
    postAll: ({ ops }) => this.#postAll(ops),
  };
  #settings: VersionedSettings | null = null;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#rate = new RateWindows(parts.guild, parts.database, parts.clock);
    this.#held = new HeldAmounts(parts.guild, parts.database);
    this.#exclusions = new RoleExclusions(parts.guild, parts.database);
    this.live = new LiveHub(parts.guild, parts.database, parts.clock);
    this.#committer = new Committer({
      guild: parts.guild, database: parts.database, statements: parts.registry, clock: parts.clock, groupMax: parts.groupMax,
      waiting: parts.waiting,
      done: (op, done) => this.live.committed(op, done, parts.registry.records(op)),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      rules: async () => (await this.#current()).settings.currency,
      invalidated: (what) => {
        if (what === 'settings') this.#settings = null;
      },
    });
  }

  /** Answers a verb of the protocol. Throws for an unknown one. */
  serve<V extends keyof Verbs>(verb: V, ask: Verbs[V]['ask']): Promise<Verbs[V]['answer']> {
    const answer = this.#verbs[verb];
    if (!answer) throw new Error(`the guild object has no verb ${verb}`);
    return answer(ask);
  }

  async inspect(): Promise<Inspection> {
    await this.#committer.book.load([]);
    const { guild, binding } = this.#parts;
    const settingsVersion = (await this.#current()).version;
    return { guild, database: binding, queue: this.#committer.depth, seq: this.#committer.book.head.seq, settingsVersion };
  }

  refresh(): void {
    this.#settings = null;
    this.#committer.book.drop();
    this.#held.drop();
    this.#exclusions.drop();
  }

  async #enter(admission: Admission): Promise<EnterAnswer> {
    const entrance = await this.#entrance(admission);
    const until = await this.#limited(admission);
    return until > 0 ? { ...entrance, status: 'limited', until } : { ...entrance, status: 'ok' };
  }

  async #view(admission: Admission, accounts: string[]): Promise<ViewAnswer> {
    const entrance = await this.#entrance(admission);
    const until = await this.#limited(admission);
    if (until > 0) return { ...entrance, status: 'limited', until };
    const wanted = accounts.map((account): [string, string] => [account, COIN]);
    const { book } = this.#committer;
    const { start } = (await this.#current()).settings.currency;
    await this.#held.load(accounts);
    // A drop may come between a load and here; then nothing is known again.
    do await book.load(wanted);
    while (!book.holds(wanted));
    const wallets = accounts.map((account): Wallet => ({
      account,
      available: book.balance(account, COIN) ?? start,
      held: this.#held.of(account),
      frozen: book.frozen(account) ?? null,
    }));
    return { ...entrance, status: 'ok', wallets };
  }

  async #post({ admission, op }: Verbs['post']['ask']): Promise<PostAnswer> {
    const entrance = await this.#entrance(admission);
    if (!this.#committer.knows(op.key)) {
      if (entrance.current !== null) return { ...entrance, status: 'stale' };
      const until = await this.#limited(admission);
      if (until > 0) {
        // A second delivery of what was done must not hear "too fast".
        const stored = await this.#committer.recall(op);
        return stored ? { ...entrance, status: 'ok', outcome: stored } : { ...entrance, status: 'limited', until };
      }
    }
    const outcome = await this.#committer.submit(op);
    this.#held.settled(op, outcome);
    return { ...entrance, status: 'ok', outcome };
  }

  async #postAll(ops: Verbs['postAll']['ask']['ops']): Promise<Verbs['postAll']['answer']> {
    const outcomes = await Promise.all(ops.map((op) => this.#committer.submit(op)));
    for (const [index, op] of ops.entries()) {
      const outcome = outcomes[index];
      if (outcome) this.#held.settled(op, outcome);
    }
    return { outcomes };
  }

  async #entrance(admission: Admission): Promise<Entrance> {
    const current = await this.#current();
    if (admission.excluded !== null) await this.#exclusions.note(admission.member, admission.excluded);
    return { database: this.#parts.binding, current: current.version === admission.version ? null : current };
  }

  async #limited({ member, command, perMinute, changes }: Admission): Promise<number> {
    if (perMinute !== null) {
      const until = this.#rate.take(`${member}:${command}`, perMinute);
      if (until > 0) return until;
    }
    return changes ? this.#rate.takeChange(member, (await this.#current()).settings.limits.changesPerMinute) : 0;
  }

  async #current(): Promise<VersionedSettings> {
    if (this.#settings) return this.#settings;
    const [rows] = await this.#parts.database.batch([readSettings(this.#parts.guild)]);
    const row = rows?.[0];
    this.#settings = row
      ? { version: Number(row['version']), settings: settingsOf(row['value']) }
      : { version: 0, settings: DEFAULT_SETTINGS };
    return this.#settings;
  }
}
