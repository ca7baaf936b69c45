import { and, eq, gt, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guildRoute, ok, type ApiContext } from '../../../define/route.ts';
import { decodeCursor, listOf, pageQuery, snowflakeId } from '../../../define/page.ts';
import { windowOf, windowRows } from '../../../define/window.ts';
import { submission, task } from '../../../db/schema/tasks.ts';
import { AppError } from '../../../kernel/errors.ts';
import { duplicatesOf, type Queued } from '../queue.ts';
import { readSubmission, readTask, unknownProof } from '../rows.ts';
import { momentOrNull } from './task-json.ts';

const STATES = ['waiting', 'accepted', 'rejected', 'changes'] as const;

export const submissionParams = z.object({ submission_id: z.coerce.number().int().min(1).max(999_999_999) });

const submissionBody = z.object({
  id: z.int(), task_id: z.int(), task_name: z.string(), user_id: z.string(), round: z.int(), text: z.string(), link: z.string(),
  /** `url` is a path of this API. */
  files: z.array(z.object({ name: z.string(), type: z.string(), size: z.int(), url: z.string() })),
  state: z.enum(STATES), reviewer: z.string().nullable(), lease_until: z.string().nullable(), first_reviewer: z.string().nullable(), bonus: z.int(),
  decided_by: z.string().nullable(), reason: z.string(), appealed: z.boolean(), appeal_reason: z.string(), rejected_by: z.string().nullable(),
  submitted_at: z.string(), decided_at: z.string().nullable(), version: z.int(),
});

function show(ctx: ApiContext, { proof, name }: Queued): z.infer<typeof submissionBody> {
  const { state } = proof;
  if (state === 'deleted') throw new Error('a deleted proof is never shown');
  return {
    id: proof.submissionId, task_id: proof.taskId, task_name: name, user_id: proof.member, round: proof.round, text: proof.text, link: proof.link,
    files: proof.files.map(({ name: file, type, size }, index) => ({
      name: file, type, size, url: `/api/${ctx.guildId}/submissions/${proof.submissionId}/files/${index + 1}`,
    })),
    state, reviewer: proof.reviewer, lease_until: momentOrNull(proof.leaseUntil), first_reviewer: proof.firstReviewer, bonus: proof.bonus,
    decided_by: proof.decidedBy, reason: proof.reason, appealed: proof.appealed === 1, appeal_reason: proof.appealReason, rejected_by: proof.rejectedBy,
    submitted_at: new Date(proof.at).toISOString(), decided_at: momentOrNull(proof.decidedAt), version: proof.version,
  };
}

const listQuery = pageQuery.extend({
  state: z.enum([...STATES, 'all']).default('waiting'), task_id: z.coerce.number().int().min(1).max(999_999_999).optional(), user_id: snowflakeId.optional(),
});
const place = z.tuple([z.int()]);

/** Oldest first: of one task by submission_task, waiting ones by submission_waiting, all by primary key. */
function readSubmissions(ctx: ApiContext, { state, task_id: only, cursor }: z.output<typeof listQuery>, limit: number): Promise<Queued[]> {
  const after = cursor === undefined ? 0 : decodeCursor(cursor, place)[0];
  return ctx.db.select({ proof: submission, name: task.name }).from(submission)
    .innerJoin(task, and(eq(task.guild, submission.guild), eq(task.taskId, submission.taskId)))
    .where(and(
      eq(submission.guild, ctx.guildId), gt(submission.submissionId, after),
      only !== undefined ? eq(submission.taskId, only) : state === 'waiting' ? sql`${submission.state} = 'waiting'` : undefined,
    ))
    .orderBy(submission.submissionId).limit(limit);
}

/** Proofs that were handed in. */
export const listSubmissions = guildRoute({
  method: 'GET', path: '/api/:server_id/submissions', access: 'reviewer', summary: 'Proofs, oldest first; waiting ones unless state says otherwise',
  query: listQuery, reply: listOf(submissionBody),
  async run(ctx, { query }) {
    const { state, task_id: only, user_id: user } = query;
    const asked = windowRows(query, user !== undefined || only !== undefined || state !== 'waiting');
    return ok(windowOf(await readSubmissions(ctx, query, asked), query, {
      asked,
      fits: ({ proof }) => proof.state !== 'deleted' && (state === 'all' || proof.state === state) && (user === undefined || proof.member === user),
      place: ({ proof }) => [proof.submissionId],
      show: (row) => show(ctx, row),
    }));
  },
});

/** One proof. */
export const getSubmission = guildRoute({
  method: 'GET', path: '/api/:server_id/submissions/:submission_id', access: 'reviewer', summary: 'One proof, with earlier ones of other members that had a file of it',
  params: submissionParams, reply: submissionBody.extend({ duplicates: z.array(z.int()) }),
  async run(ctx, { params: { submission_id: id } }) {
    const proof = await readSubmission(ctx, id);
    const row = proof && (await readTask(ctx, proof.taskId));
    if (!proof || !row) throw AppError.from(unknownProof);
    return ok({ ...show(ctx, { proof, name: row.name }), duplicates: await duplicatesOf(ctx, proof) }, { version: proof.version });
  },
});
