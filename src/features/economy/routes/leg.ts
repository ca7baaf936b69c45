import * as z from 'zod';
import type { Texts } from '../../../i18n/texts.ts';
import { accountUser } from '../../../ledger/accounts.ts';
import { kindName } from '../kinds.ts';
import { typeOf, type Side } from './transaction-types.ts';

/**
 * The columns of an entry that a transaction is made of. Who took it back is looked up by the index of things that happen
 * once: where nobody did, that reads no row.
 */
export const ENTRY_COLUMNS = `seq, op_key, kind, asset, from_account, to_account, amount, from_before, from_after, to_before, to_after, ref, actor,
  note, at, (SELECT back.seq FROM entry AS back INDEXED BY entry_once WHERE back.guild = entry.guild AND back.once_key IS NOT NULL
    AND back.once_key = 'reverse:' || entry.seq) AS reversed_by`;

export interface EntryLine {
  seq: number;
  op_key: string;
  kind: string;
  asset: string;
  from_account: string;
  to_account: string;
  amount: number;
  from_before: number;
  from_after: number;
  to_before: number;
  to_after: number;
  ref: string | null;
  actor: string;
  note: string;
  at: number;
  /** The entry that took this one back. */
  reversed_by: number | null;
}

/** One member's side of an entry. */
export interface Leg {
  entry: EntryLine;
  side: Side;
  user: string;
}

/** The members' sides of an entry; `order` says which is first. */
export function legsOf(entry: EntryLine, order: readonly Side[]): Leg[] {
  return order.flatMap((side) => {
    const user = accountUser(side === 'from' ? entry.from_account : entry.to_account);
    return user === undefined ? [] : [{ entry, side, user }];
  });
}

export const transaction = z.object({
  id: z.string(), user_id: z.string(), type: z.string(), asset: z.string(), amount: z.int(), balance_before: z.int(), balance_after: z.int(),
  description: z.string(), timestamp: z.string(),
  metadata: z.object({
    source: z.string(), actor: z.string(), entry: z.int(), counterparty: z.string(), ref: z.string().nullable(),
    reversed: z.boolean(), reversed_by: z.int().nullable(),
  }),
});
export type Transaction = z.infer<typeof transaction>;

/** Where an entry's cause came from, by the first letter of its key. */
const SOURCES: Record<string, string> = { i: 'discord_command', h: 'api', j: 'job' };

/** A member's id, or the bare name of a system account: a cell of a sheet must not begin with `@`. */
function partyOf(account: string): string {
  return accountUser(account) ?? account.replace('@', '');
}

/** A leg as the API shows it. */
export function showLeg(texts: Texts, { entry, side, user }: Leg, moment: (at: number) => string): Transaction {
  const gave = side === 'from';
  const name = kindName(texts, entry.kind);
  return {
    id: `${entry.seq}-${side}`, user_id: user, type: typeOf(entry.kind, side), asset: entry.asset, amount: gave ? -entry.amount : entry.amount,
    balance_before: gave ? entry.from_before : entry.to_before, balance_after: gave ? entry.from_after : entry.to_after,
    description: entry.note === '' ? name : `${name}: ${entry.note}`, timestamp: moment(entry.at),
    metadata: {
      source: SOURCES[entry.op_key.split(':', 1)[0] ?? ''] ?? 'other', actor: entry.actor, entry: entry.seq,
      counterparty: partyOf(gave ? entry.to_account : entry.from_account), ref: entry.ref, reversed: entry.reversed_by !== null,
      reversed_by: entry.reversed_by,
    },
  };
}

export const isoMoment = (at: number): string => new Date(at).toISOString();
