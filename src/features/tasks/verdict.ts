import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { deliver, touchMessage, type Step } from '../../discord/rows.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../kernel/limits.ts';
import { auditRow } from '../../ledger/also.ts';
import type { AlsoRow } from '../../ledger/operation.ts';
import { acceptedMessage, decidedMessage } from './notices.ts';
import { rewardMovements, rewardOnce } from './reward.ts';
import { claimOfSubmission, readSubmission, readTask, unknownProof, type ClaimRow, type Seen, type SubmissionRow, type TaskRow } from './rows.ts';
import { settle, type Plan } from './settle.ts';
import { rewardDelivery, stepClaim, stepSubmission, taskUnchanged } from './statements.ts';
import { claimDue } from './time.ts';
import { personName } from './views/person.ts';

/** Characters of a reason; the card and the message to the member hold it. */
export const REASON_MAX = 500;

export const VERDICTS = ['accept', 'reject', 'changes'] as const;

/** What a reviewer says of a proof. `note` is the reason that the member reads; `bonus` goes on top of the reward. */
export interface Verdict {
  verdict: (typeof VERDICTS)[number];
  note: string;
  bonus?: number;
  seen?: Seen;
}

/** What the answer to a verdict needs; kept with the operation. `first`: another reviewer has to say the same. */
export const decidedData = z.object({
  submission: z.int(), name: z.string(), member: z.string(), outcome: z.enum(['accept', 'reject', 'changes', 'first']), amount: z.int(),
});
export type Decided = z.infer<typeof decidedData>;

interface Case {
  proof: SubmissionRow;
  claim: ClaimRow;
  row: TaskRow;
}

/** Why the actor may not decide on a proof now. */
export function reviewObstacle(ctx: Context, proof: SubmissionRow): Refusal | undefined {
  if (proof.state !== 'waiting') return { code: 'conflict', text: 'tasks.refused.decided', params: { user: personName(proof.decidedBy ?? '') } };
  if (proof.member === ctx.actor.id) return { code: 'forbidden', text: 'tasks.refused.own' };
  if (proof.appealed === 1 && proof.rejectedBy === ctx.actor.id) return { code: 'forbidden', text: 'tasks.refused.appeal_reviewer' };
  const leased = proof.reviewer !== null && proof.reviewer !== ctx.actor.id && (proof.leaseUntil ?? 0) > ctx.now;
  if (leased) return { code: 'conflict', text: 'tasks.refused.leased', params: { user: personName(proof.reviewer ?? ''), until: proof.leaseUntil ?? 0 } };
  return undefined;
}

/** The step of a proof that this verdict makes; the lease ends with it. */
function proofStep(proof: SubmissionRow, change: Partial<SubmissionRow>): AlsoRow {
  return stepSubmission({ ...proof, reviewer: null, leaseUntil: null, ...change, version: proof.version + 1 });
}

async function planAccept(ctx: Context, { proof, claim, row }: Case, { bonus, note }: Verdict): Promise<Plan> {
  const extra = bonus ?? proof.bonus;
  const amount = Math.min(AMOUNT_MAX, row.reward + extra);
  const data = { submission: proof.submissionId, name: row.name, member: proof.member, amount };
  const threshold = ctx.settings.tasks.secondReviewAbove;
  if (threshold !== null && amount > threshold) {
    if (proof.firstReviewer === ctx.actor.id) return { code: 'forbidden', text: 'tasks.refused.same_reviewer' };
    if (proof.firstReviewer === null) {
      const first = proofStep(proof, { firstReviewer: ctx.actor.id, bonus: extra });
      return { also: [taskUnchanged(row), first, touchMessage('proof', proof.submissionId)], data: { ...data, outcome: 'first' } };
    }
  }
  const { publicTexts } = ctx;
  const steps: Step[] = [
    // The message goes first: a role that Discord refuses must not keep it back.
    { do: 'dm', member: proof.member, body: await acceptedMessage(ctx, publicTexts, row, amount, note) },
    ...(row.grantedRole === null ? [] : [{ do: 'role', add: true, member: proof.member, role: row.grantedRole, reason: `Task ${row.taskId}: ${row.name}` } as const]),
  ];
  return {
    movements: rewardMovements(row, claim, amount),
    also: [
      taskUnchanged(row),
      proofStep(proof, { state: 'accepted', decidedBy: ctx.actor.id, bonus: extra, reason: note }),
      stepClaim({ ...claim, state: 'accepted', version: claim.version + 1 }),
      touchMessage('task', row.taskId), touchMessage('proof', proof.submissionId),
      rewardDelivery({ steps: JSON.stringify(steps), once: rewardOnce(claim), thousands: publicTexts.number(1_000).charAt(1), part: 'd' }),
    ],
    data: { ...data, outcome: 'accept' },
  };
}

/** A proof that is not taken goes back to the member. Who is asked for changes gets at least a day for them. */
function planReturn(ctx: Context, { proof, claim, row }: Case, verdict: 'reject' | 'changes', note: string): Plan {
  const longer = verdict === 'changes' && claim.deadline !== null ? Math.max(claim.deadline, ctx.now + DAY_MS) : claim.deadline;
  const state = verdict === 'changes' ? 'changes' : 'rejected';
  return {
    also: [
      taskUnchanged(row),
      proofStep(proof, { state, decidedBy: ctx.actor.id, reason: note }),
      stepClaim({ ...claim, state, version: claim.version + 1, deadline: longer, due: claimDue(ctx.now, longer) }),
      touchMessage('proof', proof.submissionId),
      deliver([{ do: 'dm', member: proof.member, body: decidedMessage(ctx.publicTexts, row, verdict, note, { submission: proof.submissionId, deadline: longer }) }]),
    ],
    data: { submission: proof.submissionId, name: row.name, member: proof.member, amount: 0, outcome: verdict },
  };
}

async function plan(ctx: Context, id: number, verdict: Verdict): Promise<Plan> {
  const proof = await readSubmission(ctx, id);
  if (!proof) return unknownProof;
  const refusal = verdict.seen?.(proof) ?? reviewObstacle(ctx, proof);
  if (refusal) return refusal;
  const [row, claim] = await Promise.all([readTask(ctx, proof.taskId), claimOfSubmission(ctx, proof)]);
  if (!row || !claim) return unknownProof;
  const found = { proof, row, claim };
  if (verdict.verdict === 'accept') return planAccept(ctx, found, verdict);
  if (verdict.note === '') return { code: 'invalid', text: 'tasks.refused.reason' };
  return planReturn(ctx, found, verdict.verdict, verdict.note);
}

/** The plan with the row that says who decided what, from where. */
function audited(ctx: Context, id: number, note: string, planned: Plan): Plan {
  if ('code' in planned) return planned;
  const { outcome, amount } = decidedData.parse(planned.data);
  const row = auditRow({ action: 'review.decide', target: `submission:${id}`, before: { state: 'waiting' }, after: { outcome, amount }, reason: note, source: ctx.source });
  return { ...planned, also: [...(planned.also ?? []), row] };
}

/** Decides on a proof. Acceptance pays, counts and closes in one batch; the role and the message follow by the outbox. */
export async function decide(ctx: Context, id: number, verdict: Verdict): Promise<Decided> {
  const planned = await plan(ctx, id, verdict);
  return decidedData.parse((await settle(ctx, 'task_verdict', audited(ctx, id, verdict.note, planned))).data);
}
