import type { Guilds } from '../db/client.ts';
import type { DiscordRest } from '../discord/rest.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Env } from '../kernel/env.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Settings } from '../kernel/settings.ts';
import type { Done, Operation, Outcome } from '../ledger/operation.ts';
import type { Wallet } from '../guild/protocol.ts';
import type { Claimer } from './claim.ts';
import type { Permission } from './permission.ts';

/** The person who acts, as Discord describes them in the interaction. */
export interface Actor {
  id: string;
  /** Name shown in this server. */
  name: string;
  avatar: string | null;
  roles: string[];
  /** Whether the person may do what asks for this permission. */
  may(permission: Permission): boolean;
}

/** An operation as a feature states it: key, fingerprint and actor come from the cause. */
export type Change = Omit<Operation, 'key' | 'fingerprint' | 'actor' | 'refuse'>;

/** The one way to money. */
export interface LedgerDoor {
  /** Wallets from the object's memory, in the order asked. */
  wallets(accounts: string[]): Promise<Wallet[]>;
  /**
   * Commits a change, or gives the stored outcome if the same cause was settled before: draw the reply from what it
   * returns and from nothing read before. `part` tells apart several changes of one cause; `counts` says that this
   * change counts against the member's own changes a minute, where the command's rules could not know that.
   * @throws AppError the refusal, at once or as it was stored
   */
  post(change: Change, part?: string, counts?: 'own'): Promise<Done>;
  /**
   * Remembers a refusal that depends on state, so that a second delivery cannot flip it.
   * @returns the stored effect if this cause had one already; else throws AppError
   */
  refuse(kind: string, refusal: Refusal): Promise<Done>;
  /** Commits the operations of a resumable job, each under a key of its own; outcomes in the order given. */
  postAll(ops: Operation[]): Promise<Outcome[]>;
}

/** Everything a feature's code may use while it answers one interaction, page or job. */
export interface Context {
  guildId: string;
  channelId: string;
  /** Id of the cause: of the interaction, or one that the API gave the request. */
  interactionId: string;
  /** From where, for the audit: `discord:/eco give`, `api:PUT /api/:server_id/shop/:item_id`. */
  source: string;
  actor: Actor;
  /** Milliseconds since 1970. */
  now: number;
  settings: Settings;
  settingsVersion: number;
  /** Texts of the answer's reader: the member's language when private, the server's when public. */
  texts: Texts;
  privateTexts: Texts;
  publicTexts: Texts;
  ledger: LedgerDoor;
  /** The guild's database for reads, through drizzle. */
  db: Guilds;
  files: R2Bucket;
  rest: DiscordRest;
  /** `https://…` of the guild's icon, or null. */
  guildIcon: string | null;
  applicationId: string;
  version: string;
  /** All features of this Coffer, for /help and autocompletion. */
  catalogue: Catalogue;
  /** Every kind of code that `/claim` redeems, in the order of the features. */
  claimers: Claimer[];
  /** Bindings and settings of the Worker: for objects and secrets of a feature's own. */
  env: Env;
  /** Goes on after the answer. */
  later(work: Promise<unknown>): void;
  /** Health of the object and the database of this guild, for /ping. */
  inspect(): Promise<{ queue: number; databaseMs: number; seq: number; database: string }>;
}

/** What /help lists: one line a command that can be typed. */
export interface Catalogue {
  commands: { path: string; feature: string; permission: Permission; id?: string }[];
}
