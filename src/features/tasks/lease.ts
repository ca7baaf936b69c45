import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import type { UserValue } from '../../define/options.ts';
import { touchMessage } from '../../discord/rows.ts';
import { HOUR_MS, MINUTE_MS } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { auditRow } from '../../ledger/also.ts';
import type { AlsoRow } from '../../ledger/operation.ts';
import { readSubmission, unknownProof, type SubmissionRow } from './rows.ts';
import { settle, type Plan } from './settle.ts';
import { stepSubmission } from './statements.ts';
import { reviewObstacle } from './verdict.ts';

/** How long a proof is kept for whoever opened it, and for whom it was given to. */
const LEASE_MS = 10 * MINUTE_MS;
const ASSIGNED_MS = 24 * HOUR_MS;

const leasedData = z.object({ submission: z.int(), until: z.int() });

const leaseAudit = (ctx: Context, proof: SubmissionRow, action: string, reviewer: string | null): AlsoRow => auditRow({
  action, target: `submission:${proof.submissionId}`, before: { reviewer: proof.reviewer }, after: { reviewer }, source: ctx.source,
});

/** Opens a proof: for some minutes others are told who has it. */
export async function openProof(ctx: Context, id: number): Promise<z.infer<typeof leasedData>> {
  const plan = async (): Promise<Plan> => {
    const proof = await readSubmission(ctx, id);
    if (!proof) return unknownProof;
    const refusal = reviewObstacle(ctx, proof);
    if (refusal) return refusal;
    const leaseUntil = ctx.now + LEASE_MS;
    return {
      also: [
        stepSubmission({ ...proof, version: proof.version + 1, reviewer: ctx.actor.id, leaseUntil }),
        touchMessage('proof', id), leaseAudit(ctx, proof, 'review.open', ctx.actor.id),
      ],
      data: { submission: id, until: leaseUntil },
    };
  };
  return leasedData.parse((await settle(ctx, 'task_review_open', await plan())).data);
}

const reassignedData = z.object({ submission: z.int(), reviewer: z.string().nullable() });

/** Gives a proof to a reviewer, or frees it. What somebody else has open takes a moderator. */
export async function reassign(ctx: Context, id: number, reviewer: UserValue | undefined): Promise<z.infer<typeof reassignedData>> {
  if (reviewer?.bot) throw new AppError('invalid', 'tasks.refused.reviewer_bot');
  const plan = async (): Promise<Plan> => {
    const proof = await readSubmission(ctx, id);
    if (!proof) return unknownProof;
    const mine = { ...proof, reviewer: ctx.actor.may('moderator') ? null : proof.reviewer };
    // Handing on is not deciding, so a proof of one's own may be handed on.
    const refusal = reviewObstacle(ctx, { ...mine, member: '', rejectedBy: null });
    if (refusal) return refusal;
    if (reviewer?.id === proof.member) return { code: 'forbidden', text: 'tasks.refused.own_reviewer' };
    if (reviewer && proof.appealed === 1 && reviewer.id === proof.rejectedBy) return { code: 'forbidden', text: 'tasks.refused.appeal_reviewer' };
    const step = { ...proof, version: proof.version + 1, reviewer: reviewer?.id ?? null, leaseUntil: reviewer ? ctx.now + ASSIGNED_MS : null };
    return {
      also: [stepSubmission(step), touchMessage('proof', id), leaseAudit(ctx, proof, 'review.reassign', step.reviewer)],
      data: { submission: id, reviewer: step.reviewer },
    };
  };
  return reassignedData.parse((await settle(ctx, 'task_reassign', await plan())).data);
}
