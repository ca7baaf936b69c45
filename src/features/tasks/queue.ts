import { and, asc, desc, eq, gt, gte, ne, sql } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { proofFile, submission, task } from '../../db/schema/tasks.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import type { Reader, SubmissionRow } from './rows.ts';

/** Proofs on one page of the queue. */
const QUEUE_PAGE = 10;
/** Verdicts that a statistic looks at. */
export const STATS_MAX = 1_000;

export interface QueueQuery {
  /** 0: all tasks. */
  task: number;
  /** Only what the actor has open. */
  mine: boolean;
  /** The page goes on after this number. */
  after: number;
}

export interface Queued {
  proof: SubmissionRow;
  name: string;
}

/** Waiting proofs, oldest first, and whether there are more. */
export async function readQueue(ctx: Context, { task: only, mine, after }: QueueQuery): Promise<{ rows: Queued[]; more: boolean }> {
  const found = await ctx.db.select({ proof: submission, name: task.name }).from(submission)
    .innerJoin(task, and(eq(task.guild, submission.guild), eq(task.taskId, submission.taskId)))
    .where(and(
      // The state as a literal, because the partial index is found by it.
      eq(submission.guild, ctx.guildId), sql`${submission.state} = 'waiting'`, gt(submission.submissionId, after),
      only > 0 ? eq(submission.taskId, only) : undefined,
      mine ? and(eq(submission.reviewer, ctx.actor.id), gt(submission.leaseUntil, ctx.now)) : undefined,
    ))
    .orderBy(asc(submission.submissionId)).limit(QUEUE_PAGE + 1);
  return { rows: found.slice(0, QUEUE_PAGE), more: found.length > QUEUE_PAGE };
}

/** Numbers of earlier proofs of other members that had one of the same files. */
export async function duplicatesOf({ db, guildId }: Reader, proof: SubmissionRow): Promise<number[]> {
  if (proof.files.length === 0) return [];
  const hashes = JSON.stringify([...new Set(proof.files.map(({ sha256 }) => sha256))]);
  const rows = await db.selectDistinct({ id: proofFile.submissionId }).from(proofFile)
    .innerJoin(submission, and(eq(submission.guild, proofFile.guild), eq(submission.submissionId, proofFile.submissionId)))
    .where(and(
      eq(proofFile.guild, guildId), sql`${proofFile.sha256} IN (SELECT value FROM json_each(${hashes}))`,
      ne(submission.member, proof.member), sql`${submission.submissionId} < ${proof.submissionId}`,
    )).limit(5);
  return rows.map(({ id }) => id);
}

export const STATS_PERIODS = ['day', 'week', 'month', 'all'] as const;
const PERIOD_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, all: Number.MAX_SAFE_INTEGER };

export interface ReviewStats {
  waiting: number;
  accepted: number;
  rejected: number;
  changes: number;
  /** Milliseconds from proof to verdict, the one in the middle; null where nothing was decided. */
  median: number | null;
  /** Rejections that an appeal has turned round. */
  overturned: number;
  /** Whether there were more proofs than are looked at. */
  cut: boolean;
}

/** How reviews went, over the newest proofs of the period. */
export async function reviewStats(ctx: Context, period: (typeof STATS_PERIODS)[number]): Promise<ReviewStats> {
  const since = Math.max(0, ctx.now - PERIOD_MS[period]);
  const rows = await ctx.db.select({
    state: submission.state, at: submission.at, decidedAt: submission.decidedAt, appealed: submission.appealed,
  }).from(submission)
    .where(and(eq(submission.guild, ctx.guildId), gte(submission.at, since))).orderBy(desc(submission.submissionId)).limit(STATS_MAX + 1);
  const counted = rows.slice(0, STATS_MAX);
  const times = counted.flatMap(({ at, decidedAt }) => (decidedAt === null ? [] : [decidedAt - at])).sort((a, b) => a - b);
  const of = (state: SubmissionRow['state']): number => counted.filter((row) => row.state === state).length;
  return {
    waiting: of('waiting'), accepted: of('accepted'), rejected: of('rejected'), changes: of('changes'),
    median: times[Math.floor(times.length / 2)] ?? null,
    overturned: counted.filter(({ state, appealed }) => state === 'accepted' && appealed === 1).length,
    cut: rows.length > STATS_MAX,
  };
}
