import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { touchMessage } from '../../discord/rows.ts';
import type { ProofFile } from '../../db/schema/tasks.ts';
import { keepFiles, missing, type Proof } from './proof.ts';
import { claimsOf, isMembersTurn, isOpen, readTask, submissionNumber, unknownTask, type ClaimRow } from './rows.ts';
import { settle, type Plan } from './settle.ts';
import { addHashes, addSubmission, postProof, stepClaim } from './statements.ts';

/** What the answer to a proof needs; kept with the operation. */
export const submittedData = z.object({ task: z.int(), name: z.string(), reviewed: z.boolean() });
export type Submitted = z.infer<typeof submittedData> & { submission: number };

async function planSubmit(ctx: Context, id: number, proof: Proof): Promise<Plan> {
  const row = await readTask(ctx, id);
  if (!row) return unknownTask;
  const own = await claimsOf(ctx, id, ctx.actor.id);
  const claim = own.find(isMembersTurn);
  if (!claim) {
    const expired = own[0]?.state === 'expired';
    return { code: 'conflict', text: own.some(isOpen) ? 'tasks.refused.in_review' : expired ? 'tasks.refused.late' : 'tasks.refused.not_claimed' };
  }
  if (claim.deadline !== null && claim.deadline <= ctx.now) return { code: 'conflict', text: 'tasks.refused.late' };
  const lacking = missing(row, proof);
  if (lacking) return lacking;
  const files = await keepFiles(ctx, proof.files);
  if (!Array.isArray(files)) return files;
  return handIn(ctx, claim, { ...proof, files }, row.name);
}

function handIn(ctx: Context, claim: ClaimRow, proof: Omit<Proof, 'files'> & { files: ProofFile[] }, name: string): Plan {
  const channel = ctx.settings.channels.review ?? ctx.settings.channels.tasks;
  const { taskId: task, member, round, turn } = claim;
  return {
    also: [
      addSubmission({ task, member, round, turn, text: proof.text, link: proof.link, files: JSON.stringify(proof.files) }),
      stepClaim({ ...claim, state: 'submitted', version: claim.version + 1 }),
      ...(proof.files.length > 0 ? [addHashes(proof.files.map(({ sha256 }) => sha256))] : []),
      ...(channel ? [postProof(channel)] : []),
      // A proof before this one has a card that can be decided no more.
      ...(claim.submissionId === null ? [] : [touchMessage('proof', claim.submissionId)]),
    ],
    data: { task, name, reviewed: channel !== undefined },
  };
}

/** Hands in the actor's proof for a task that they have claimed. */
export async function submitProof(ctx: Context, id: number, proof: Proof): Promise<Submitted> {
  const done = await settle(ctx, 'task_submit', await planSubmit(ctx, id, proof));
  const submission = await submissionNumber(ctx, `i:${ctx.interactionId}`);
  return { ...submittedData.parse(done.data), submission: submission ?? 0 };
}
