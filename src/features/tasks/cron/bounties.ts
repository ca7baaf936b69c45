import { and, eq, isNotNull, lte, sql } from 'drizzle-orm';
import { endedMessage } from '../bounty/notices.ts';
import { HOLD_PREFIX, holdId, saveBounty, type BountyRow } from '../bounty/rows.ts';
import type { Guilds } from '../../../db/client.ts';
import { freeze, hold } from '../../../db/schema/ledger.ts';
import { bounty } from '../../../db/schema/tasks.ts';
import { deliver, touchMessage } from '../../../discord/rows.ts';
import { COIN, memberAccount } from '../../../ledger/accounts.ts';
import { voidHold } from '../../../ledger/holds.ts';
import type { Operation } from '../../../ledger/operation.ts';
import { DUE_MAX, tickOperation, type DueContext } from './due.ts';

/** Bounties of all guilds of a database that are due, with what is still held. Those of a frozen owner wait for the thaw. */
export function dueBounties(db: Guilds, now: number) {
  return db.select({ row: bounty, held: hold.held }).from(bounty)
    .leftJoin(hold, and(eq(hold.guild, bounty.guild), sql`${hold.holdId} = ${HOLD_PREFIX} || ${bounty.bountyId}`))
    .where(and(
      sql`${bounty.status} = 'open'`, isNotNull(bounty.deadline), lte(bounty.deadline, now),
      sql`NOT EXISTS (SELECT 1 FROM ${freeze} WHERE ${freeze.guild} = ${bounty.guild} AND ${freeze.accountId} IN ('u:' || ${bounty.owner}, '*'))`,
    ))
    .orderBy(bounty.deadline).limit(DUE_MAX);
}

/** Ends a bounty whose time is up; what was not paid goes home in the same batch. */
export function dueBounty(ctx: DueContext, { row, held }: { row: BountyRow; held: number | null }): Operation {
  const left = held ?? 0;
  const kept = { id: holdId(row.bountyId), owner: memberAccount(row.owner), asset: COIN, held: left };
  // By the tick, because a refusal (the owner is frozen) is remembered; the version lets it end once whatever the key.
  return tickOperation(`j:bounty-expire:${ctx.scheduledAt}:${row.bountyId}`, 'bounty_expire', {
    movements: left > 0 ? [voidHold(kept, 'hold_expire')] : [],
    also: [
      saveBounty({ ...row, version: row.version + 1, status: 'expired' }), touchMessage('bounty', row.bountyId),
      deliver([{ do: 'dm', member: row.owner, body: endedMessage(ctx.texts, row, left) }]),
    ],
  });
}
