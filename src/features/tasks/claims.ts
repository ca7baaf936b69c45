import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { touchMessage, type MessageBody, deliver } from '../../discord/rows.ts';
import { HOUR_MS } from '../../kernel/clock.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { auditRow } from '../../ledger/also.ts';
import type { Done } from '../../ledger/operation.ts';
import { claimsOf, isMembersTurn, isOpen, readTask, unknownTask, type ClaimRow, type TaskRow } from './rows.ts';
import { settle, type Plan } from './settle.ts';
import { claimLimit, saveTask, stepClaim, taskUnchanged } from './statements.ts';
import { claimDue, taskDue } from './time.ts';

/** Who takes a slot; staff may claim for somebody else. */
export interface Claimer {
  id: string;
  roles: string[];
}

/** What the answer to a claim needs; kept with the operation. */
export const claimedData = z.object({
  task: z.int(), name: z.string(), proof: z.enum(['none', 'text', 'link', 'file']), deadline: z.int().nullable(), member: z.string(),
});
export type ClaimedData = z.infer<typeof claimedData>;

/** Why a task cannot be claimed by this member now, or undefined. The database asks the same again where it is a race. */
function obstacle(ctx: Context, row: TaskRow, own: ClaimRow[], who: Claimer): Refusal | undefined {
  const ended = row.expiresAt !== null && row.due !== null && row.expiresAt <= ctx.now;
  if (row.status !== 'open' || ended) return { code: 'conflict', text: 'tasks.refused.closed' };
  if (row.assigned.length > 0 && !row.assigned.includes(who.id)) return { code: 'forbidden', text: 'tasks.refused.assigned' };
  if (row.requiredRole !== null && !who.roles.includes(row.requiredRole)) {
    return { code: 'forbidden', text: 'tasks.refused.role' };
  }
  const counted = own.filter(({ round, state }) => round === row.round && state !== 'dropped' && state !== 'expired');
  if (counted.length >= row.perMember) return { code: 'conflict', text: 'tasks.refused.claimed' };
  if (row.maxClaims !== null && row.taken >= row.maxClaims) return { code: 'conflict', text: 'tasks.refused.full' };
  return undefined;
}

function newClaim(ctx: Context, row: TaskRow, own: ClaimRow[], who: Claimer): Parameters<typeof stepClaim>[0] {
  const turn = Math.max(0, ...own.filter(({ round }) => round === row.round).map((claim) => claim.turn)) + 1;
  const deadline = row.claimHours === null ? null : ctx.now + row.claimHours * HOUR_MS;
  return {
    taskId: row.taskId, member: who.id, round: row.round, turn, version: 1, state: 'claimed', deadline, due: claimDue(ctx.now, deadline), submissionId: null,
  };
}

async function planClaim(ctx: Context, id: number, who: Claimer): Promise<Plan> {
  const row = await readTask(ctx, id);
  if (!row) return unknownTask;
  const own = await claimsOf(ctx, id, who.id);
  const refusal = obstacle(ctx, row, own, who);
  if (refusal) return refusal;
  const claim = newClaim(ctx, row, own, who);
  const data: ClaimedData = { task: id, name: row.name, proof: row.proof, deadline: claim.deadline, member: who.id };
  return { also: [taskUnchanged(row), stepClaim(claim), claimLimit(who.id, ctx.settings.tasks.maxPerMember), touchMessage('task', id)], data };
}

/** Takes a slot of a task for the actor. */
export async function claimTask(ctx: Context, id: number): Promise<ClaimedData> {
  return claimedData.parse((await settle(ctx, 'task_claim', await planClaim(ctx, id, ctx.actor))).data);
}

/** Takes a slot for a member: staff's word goes past the list of members that the task is kept for, and adds to it. */
export async function assignTask(ctx: Context, id: number, who: Claimer, message: (row: TaskRow, deadline: number | null) => MessageBody): Promise<ClaimedData> {
  const plan = async (): Promise<Plan> => {
    const row = await readTask(ctx, id);
    if (!row) return unknownTask;
    const own = await claimsOf(ctx, id, who.id);
    const refusal = obstacle(ctx, { ...row, assigned: [] }, own, who);
    if (refusal) return refusal;
    const claim = newClaim(ctx, row, own, who);
    const widen = row.assigned.length > 0 && !row.assigned.includes(who.id);
    const due = taskDue(row, row.due !== null);
    const data: ClaimedData = { task: id, name: row.name, proof: row.proof, deadline: claim.deadline, member: who.id };
    return {
      also: [
        ...(widen ? [saveTask({ ...row, due, version: row.version + 1, assigned: [...row.assigned, who.id] })] : [taskUnchanged(row)]),
        stepClaim(claim), claimLimit(who.id, ctx.settings.tasks.maxPerMember), touchMessage('task', id),
        deliver([{ do: 'dm', member: who.id, body: message(row, claim.deadline) }]),
        auditRow({ action: 'task.assign', target: `task:${id}`, after: { member: who.id }, source: ctx.source }),
      ],
      data,
    };
  };
  return claimedData.parse((await settle(ctx, 'task_assign', await plan())).data);
}

export const droppedData = z.object({ task: z.int(), name: z.string() });

/** Gives the actor's slot back; what waits for a reviewer stays. */
export async function dropTask(ctx: Context, id: number): Promise<z.infer<typeof droppedData>> {
  const plan = async (): Promise<Plan> => {
    const row = await readTask(ctx, id);
    if (!row) return unknownTask;
    const own = await claimsOf(ctx, id, ctx.actor.id);
    const claim = own.find(isMembersTurn);
    if (!claim) return { code: 'conflict', text: own.some(isOpen) ? 'tasks.refused.in_review' : 'tasks.refused.not_claimed' };
    return {
      also: [stepClaim({ ...claim, state: 'dropped', version: claim.version + 1 }), touchMessage('task', id)],
      data: { task: id, name: row.name },
    };
  };
  const done: Done = await settle(ctx, 'task_drop', await plan());
  return droppedData.parse(done.data);
}

