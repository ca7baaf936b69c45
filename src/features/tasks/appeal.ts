import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { touchMessage } from '../../discord/rows.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import { claimOfSubmission, readSubmission, unknownProof } from './rows.ts';
import { settle, type Plan } from './settle.ts';
import { stepClaim, stepSubmission } from './statements.ts';

/** How long after the verdict a member may appeal. */
const APPEAL_MS = 7 * DAY_MS;

const appealedData = z.object({ submission: z.int() });

/** Sends a rejected proof to a reviewer who has not rejected it; once a proof. */
export async function appeal(ctx: Context, id: number, reason: string): Promise<z.infer<typeof appealedData>> {
  const plan = async (): Promise<Plan> => {
    const proof = await readSubmission(ctx, id);
    if (!proof) return unknownProof;
    if (proof.member !== ctx.actor.id) return { code: 'forbidden', text: 'tasks.refused.not_your_proof' };
    if (proof.state !== 'rejected') return { code: 'conflict', text: 'tasks.refused.not_rejected' };
    if (proof.appealed === 1) return { code: 'conflict', text: 'tasks.refused.appealed' };
    if (ctx.now - (proof.decidedAt ?? 0) > APPEAL_MS) return { code: 'conflict', text: 'tasks.refused.appeal_late' };
    const claim = await claimOfSubmission(ctx, proof);
    const current = claim?.submissionId === id && (claim.state === 'rejected' || claim.state === 'expired');
    if (!claim || !current) return { code: 'conflict', text: 'tasks.refused.appeal_over' };
    return {
      also: [
        stepSubmission({
          ...proof, version: proof.version + 1, state: 'waiting', appealed: 1, appealReason: reason, rejectedBy: proof.decidedBy,
          decidedBy: null, firstReviewer: null, reviewer: null, leaseUntil: null,
        }),
        stepClaim({ ...claim, state: 'submitted', version: claim.version + 1 }),
        touchMessage('proof', id), touchMessage('task', claim.taskId),
      ],
      data: { submission: id },
    };
  };
  return appealedData.parse((await settle(ctx, 'task_appeal', await plan())).data);
}
