import type { Operation, Outcome } from '../ledger/operation.ts';
import type { VersionedSettings } from '../kernel/settings.ts';

/** Who asks the object, with what, and on which settings the question was built. */
export interface Admission {
  member: string;
  command: string;
  /** Places a minute for this member and command, or null: not limited here. */
  perMinute: number | null;
  /** Counts against the member's balance changes a minute. */
  changes: boolean;
  /** Version of the settings that the Worker used, or null if it has none yet. */
  version: number | null;
  /** Boards that leave the member out because of a role; null where the caller does not know the member's roles. */
  excluded: string[] | null;
}

export interface Wallet {
  account: string;
  /** Coins that can be spent. An account that does not exist yet shows the opening balance. */
  available: number;
  /** Coins in open holds. */
  held: number;
  /** Reason of a freeze, or null. */
  frozen: string | null;
}

/** Where the guild's rows are, and the settings if the Worker's were old. */
export interface Entrance {
  database: string;
  current: VersionedSettings | null;
}

export type EnterAnswer = Entrance & ({ status: 'ok' } | { status: 'limited'; until: number });
export type ViewAnswer = Entrance & ({ status: 'ok'; wallets: Wallet[] } | { status: 'limited'; until: number });
/** `stale`: nothing happened, the operation was planned on other settings. */
export type PostAnswer = Entrance & ({ status: 'ok'; outcome: Outcome } | { status: 'limited'; until: number } | { status: 'stale' });

/** What the callers of an object hear that the operator has restarted: whoever posts asks again under the same key. */
export const RESTARTED = 'restarted by the operator';

export interface Inspection {
  guild: string;
  database: string;
  queue: number;
  seq: number;
  settingsVersion: number;
}

export interface Verbs {
  enter: { ask: { admission: Admission }; answer: EnterAnswer };
  view: { ask: { admission: Admission; accounts: string[] }; answer: ViewAnswer };
  post: { ask: { admission: Admission; op: Operation }; answer: PostAnswer };
  /** Operations of the system or of staff's bulk work: no rate window, no settings to be stale. */
  postAll: { ask: { ops: Operation[] }; answer: { outcomes: Outcome[] } };
}
