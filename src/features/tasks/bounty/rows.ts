import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { bounty, bountyTaker } from '../../../db/schema/tasks.ts';
import { hold } from '../../../db/schema/ledger.ts';
import type { Refusal } from '../../../kernel/errors.ts';
import { memberAccount, COIN } from '../../../ledger/accounts.ts';
import type { OpenHold } from '../../../ledger/holds.ts';
import type { AlsoRow, Json } from '../../../ledger/operation.ts';
import type { AlsoStatement } from '../../../ledger/statements.ts';
import type { Reader } from '../rows.ts';

export type BountyRow = typeof bounty.$inferSelect;
export type TakerRow = typeof bountyTaker.$inferSelect;

export const unknownBounty: Refusal = { code: 'not_found', text: 'tasks.refused.unknown_bounty' };
export const closedBounty: Refusal = { code: 'conflict', text: 'tasks.refused.bounty_closed' };

/** What the ids of bounties' holds begin with. */
export const HOLD_PREFIX = 'bounty:';

/** The hold that keeps a bounty's coins; one for the bounty's life. */
export const holdId = (id: number): string => HOLD_PREFIX + id;

/** Writes a bounty whole; a change cites the version after the one that it was made on. */
export const BOUNTY_SAVE: AlsoStatement = {
  name: 'tasks.bounty_save',
  sql: `INSERT INTO bounty (guild, bounty_id, version, owner, title, reward, slots, winners, status, deadline, created_at, updated_at)
    SELECT ?1, value ->> '$.r.bountyId', value ->> '$.r.version', value ->> '$.r.owner', value ->> '$.r.title', value ->> '$.r.reward',
      value ->> '$.r.slots', json_extract(value, '$.r.winners'), value ->> '$.r.status', value ->> '$.r.deadline', value ->> '$.at',
      value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, bounty_id) DO UPDATE SET version = excluded.version, winners = excluded.winners, status = excluded.status,
      updated_at = excluded.updated_at`,
  guards: { 'tasks:bounty_moved': 'conflict', 'tasks:step': closedBounty },
};

/** A member takes a bounty on, or says what they have delivered. */
export const TAKER_SAVE: AlsoStatement = {
  name: 'tasks.bounty_taker',
  sql: `INSERT INTO bounty_taker (guild, bounty_id, member, state, note, at)
    SELECT ?1, value ->> '$.r.bounty', value ->> '$.by', value ->> '$.r.state', value ->> '$.r.note', value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, bounty_id, member) DO UPDATE SET state = excluded.state, note = excluded.note, at = excluded.at`,
};

export const saveBounty = (row: Omit<BountyRow, 'guild' | 'createdAt' | 'updatedAt'>): AlsoRow =>
  // The row is plain data; the types of drizzle do not say so.
  ({ statement: BOUNTY_SAVE.name, row: { ...row, winners: JSON.stringify(row.winners) } as Json });
export const saveTaker = (id: number, state: TakerRow['state'], note: string): AlsoRow =>
  ({ statement: TAKER_SAVE.name, row: { bounty: id, state, note } });

export async function readBounty({ db, guildId }: Reader, id: number): Promise<BountyRow | undefined> {
  const [row] = await db.select().from(bounty).where(and(eq(bounty.guild, guildId), eq(bounty.bountyId, id)));
  return row;
}

export async function newestBounties({ db, guildId }: Reader, limit: number, below = 0): Promise<BountyRow[]> {
  return db.select().from(bounty)
    .where(and(eq(bounty.guild, guildId), below > 0 ? lt(bounty.bountyId, below) : undefined)).orderBy(desc(bounty.bountyId)).limit(limit);
}

/** Members at work on a bounty, those who came first leading. */
export async function takersOf({ db, guildId }: Reader, id: number, limit: number): Promise<TakerRow[]> {
  return db.select().from(bountyTaker)
    .where(and(eq(bountyTaker.guild, guildId), eq(bountyTaker.bountyId, id))).orderBy(asc(bountyTaker.at)).limit(limit);
}

export async function readTaker({ db, guildId }: Reader, id: number, member: string): Promise<TakerRow | undefined> {
  const [row] = await db.select().from(bountyTaker)
    .where(and(eq(bountyTaker.guild, guildId), eq(bountyTaker.bountyId, id), eq(bountyTaker.member, member)));
  return row;
}

/** The hold of a bounty with what is still in it. */
export async function readHold({ db, guildId }: Reader, row: Pick<BountyRow, 'bountyId' | 'owner'>): Promise<OpenHold> {
  const [found] = await db.select({ held: hold.held }).from(hold).where(and(eq(hold.guild, guildId), eq(hold.holdId, holdId(row.bountyId))));
  return { id: holdId(row.bountyId), owner: memberAccount(row.owner), asset: COIN, held: found?.held ?? 0 };
}
