import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import type { UserValue } from '../../../define/options.ts';
import { deliver, postMessage, touchMessage } from '../../../discord/rows.ts';
import { AppError, type Refusal } from '../../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { openHold, postHold, voidHold } from '../../../ledger/holds.ts';
import { settle, type Plan } from '../settle.ts';
import { deliveredMessage, wonMessage } from './notices.ts';
import {
  closedBounty, holdId, newestBounties, readBounty, readHold, readTaker, saveBounty, saveTaker, unknownBounty, type BountyRow,
} from './rows.ts';

/** What the answers need; kept with the operation. */
export const bountyData = z.object({ bounty: z.int(), title: z.string(), amount: z.int(), member: z.string(), left: z.int() });
export type BountyDone = z.infer<typeof bountyData>;

export interface Posting {
  title: string;
  reward: number;
  slots: number;
  deadline: number | null;
}

const over = (ctx: Context, { deadline }: BountyRow): boolean => deadline !== null && deadline <= ctx.now;

/** Posts a bounty; reward × slots leaves the member's wallet and is held until it is paid or comes back. */
export async function postBounty(ctx: Context, { title, reward, slots, deadline }: Posting): Promise<BountyDone> {
  const amount = reward * slots;
  if (amount > AMOUNT_MAX) throw new AppError('invalid', 'errors.amount');
  const plan = async (): Promise<Plan> => {
    if (!ctx.settings.tasks.memberTasks) return { code: 'blocked', text: 'tasks.refused.member_tasks' };
    const [last] = await newestBounties(ctx, 1);
    const bountyId = (last?.bountyId ?? 0) + 1;
    const channel = ctx.settings.channels.tasks;
    // Without an end of its own: the bounty ends in one batch with its row.
    const hold = openHold({ id: holdId(bountyId), owner: memberAccount(ctx.actor.id), amount, purpose: `bounty ${bountyId}`, expiresAt: null });
    return {
      ...hold,
      also: [
        saveBounty({ bountyId, version: 1, owner: ctx.actor.id, title, reward, slots, winners: [], status: 'open', deadline }),
        ...(channel ? [postMessage('bounty', bountyId, channel)] : []),
      ],
      basis: [`bounty:${bountyId}:0`],
      data: { bounty: bountyId, title, amount, member: ctx.actor.id, left: slots },
    };
  };
  return bountyData.parse((await settle(ctx, 'bounty_post', await plan())).data);
}

/** Why the actor may not end this bounty. Staff may give the coins back, but not away. */
function notTheirs(ctx: Context, row: BountyRow, staff: boolean): Refusal | undefined {
  if (row.owner === ctx.actor.id || (staff && ctx.actor.may('moderator'))) return undefined;
  return { code: 'forbidden', text: 'tasks.refused.not_your_bounty' };
}

/** Pays one winner out of the hold; the last one settles the bounty. */
export async function settleBounty(ctx: Context, id: number, winner: UserValue): Promise<BountyDone> {
  if (winner.bot) throw new AppError('invalid', 'errors.no_bots');
  if (winner.id === ctx.actor.id) throw new AppError('invalid', 'errors.no_self');
  if (!winner.member) throw new AppError('not_found', 'errors.not_member');
  const plan = async (): Promise<Plan> => {
    const row = await readBounty(ctx, id);
    if (!row) return unknownBounty;
    const refusal = notTheirs(ctx, row, false);
    if (refusal) return refusal;
    if (row.status !== 'open') return closedBounty;
    if (row.winners.includes(winner.id)) return { code: 'conflict', text: 'tasks.refused.won' };
    const winners = [...row.winners, winner.id];
    const left = row.slots - winners.length;
    return {
      movements: [{ ...postHold(await readHold(ctx, row), memberAccount(winner.id), row.reward, 'bounty_reward'), onceKey: `bounty:${id}:u:${winner.id}`, note: row.title }],
      also: [
        saveBounty({ ...row, version: row.version + 1, winners, status: left === 0 ? 'settled' : 'open' }),
        touchMessage('bounty', id),
        deliver([{ do: 'dm', member: winner.id, body: wonMessage(ctx.publicTexts, row) }]),
      ],
      basis: [`bounty:${id}:${row.version}`],
      data: { bounty: id, title: row.title, amount: row.reward, member: winner.id, left },
    };
  };
  return bountyData.parse((await settle(ctx, 'bounty_settle', await plan())).data);
}

/** Ends a bounty; what is not paid goes back to who posted it. */
export async function cancelBounty(ctx: Context, id: number): Promise<BountyDone> {
  const plan = async (): Promise<Plan> => {
    const row = await readBounty(ctx, id);
    if (!row) return unknownBounty;
    const refusal = notTheirs(ctx, row, true);
    if (refusal) return refusal;
    if (row.status !== 'open') return closedBounty;
    const hold = await readHold(ctx, row);
    return {
      movements: hold.held > 0 ? [voidHold(hold)] : [],
      also: [saveBounty({ ...row, version: row.version + 1, status: 'cancelled' }), touchMessage('bounty', id)],
      basis: [`bounty:${id}:${row.version}`],
      data: { bounty: id, title: row.title, amount: hold.held, member: row.owner, left: row.slots - row.winners.length },
    };
  };
  return bountyData.parse((await settle(ctx, 'bounty_cancel', await plan())).data);
}

/** The actor works on it. */
export async function takeBounty(ctx: Context, id: number): Promise<BountyDone> {
  const plan = async (): Promise<Plan> => {
    const row = await readBounty(ctx, id);
    if (!row) return unknownBounty;
    if (row.status !== 'open' || over(ctx, row)) return closedBounty;
    if (row.owner === ctx.actor.id) return { code: 'forbidden', text: 'tasks.refused.own_bounty' };
    if (await readTaker(ctx, id, ctx.actor.id)) return { code: 'conflict', text: 'tasks.refused.taken' };
    return { also: [saveTaker(id, 'taken', ''), touchMessage('bounty', id)], data: answer(row, ctx.actor.id) };
  };
  return bountyData.parse((await settle(ctx, 'bounty_take', await plan())).data);
}

/** The actor has done it; who posted the bounty is told. */
export async function deliverBounty(ctx: Context, id: number, note: string): Promise<BountyDone> {
  const plan = async (): Promise<Plan> => {
    const row = await readBounty(ctx, id);
    if (!row) return unknownBounty;
    if (row.status !== 'open' || over(ctx, row)) return closedBounty;
    if (row.owner === ctx.actor.id) return { code: 'forbidden', text: 'tasks.refused.own_bounty' };
    const told = deliver([{ do: 'dm', member: row.owner, body: deliveredMessage(ctx.publicTexts, row, ctx.actor.id, note) }]);
    return { also: [saveTaker(id, 'delivered', note), touchMessage('bounty', id), told], data: answer(row, ctx.actor.id) };
  };
  return bountyData.parse((await settle(ctx, 'bounty_deliver', await plan())).data);
}

const answer = (row: BountyRow, member: string): BountyDone =>
  ({ bounty: row.bountyId, title: row.title, amount: row.reward, member, left: row.slots - row.winners.length });
