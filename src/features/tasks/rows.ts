import { and, desc, eq } from 'drizzle-orm';
import type { Guilds } from '../../db/client.ts';
import { claim, submission, task } from '../../db/schema/tasks.ts';
import type { Refusal } from '../../kernel/errors.ts';

export type TaskRow = typeof task.$inferSelect;
export type ClaimRow = typeof claim.$inferSelect;
export type SubmissionRow = typeof submission.$inferSelect;

/** The refusal where a record is not the version that a change was asked on. */
export type Seen = (record: { version: number }) => Refusal | undefined;

/** Where records are read: a command has it, a card too. */
export interface Reader {
  guildId: string;
  db: Guilds;
}

/** Claims that a member still has to do with. */
export const OPEN_STATES = ['claimed', 'submitted', 'changes', 'rejected'] as const;

/** States in which it is the member's turn: hand in, or give back. */
const MEMBERS_TURN = ['claimed', 'changes', 'rejected'] as const;

export const isOpen = ({ state }: Pick<ClaimRow, 'state'>): boolean => OPEN_STATES.some((open) => open === state);
export const isMembersTurn = ({ state }: Pick<ClaimRow, 'state'>): boolean => MEMBERS_TURN.some((open) => open === state);

export const unknownTask: Refusal = { code: 'not_found', text: 'tasks.refused.unknown_task' };
export const unknownProof: Refusal = { code: 'not_found', text: 'tasks.refused.unknown_proof' };

/** The task, unless it was deleted. */
export async function readTask({ db, guildId }: Reader, id: number): Promise<TaskRow | undefined> {
  const [row] = await db.select().from(task).where(and(eq(task.guild, guildId), eq(task.taskId, id)));
  return row?.status === 'deleted' ? undefined : row;
}

/** The newest tasks of the server, deleted ones left out. */
export async function newestTasks({ db, guildId }: Reader, limit: number): Promise<TaskRow[]> {
  const rows = await db.select().from(task).where(eq(task.guild, guildId)).orderBy(desc(task.taskId)).limit(limit);
  return rows.filter(({ status }) => status !== 'deleted');
}

/** A member's claims of one task, newest first. */
export async function claimsOf({ db, guildId }: Reader, id: number, member: string): Promise<ClaimRow[]> {
  return db.select().from(claim)
    .where(and(eq(claim.guild, guildId), eq(claim.taskId, id), eq(claim.member, member)))
    .orderBy(desc(claim.round), desc(claim.turn)).limit(50);
}

/** A claim and its task's name, as lists and completions show them. */
export interface ListedClaim {
  claim: ClaimRow;
  name: string;
  reward: number;
}

/** A member's newest claims, by index. */
export async function newestClaims({ db, guildId }: Reader, member: string, limit: number): Promise<ListedClaim[]> {
  return db.select({ claim, name: task.name, reward: task.reward }).from(claim)
    .innerJoin(task, and(eq(task.guild, claim.guild), eq(task.taskId, claim.taskId)))
    .where(and(eq(claim.guild, guildId), eq(claim.member, member))).orderBy(desc(claim.claimedAt)).limit(limit);
}

export async function readSubmission({ db, guildId }: Reader, id: number): Promise<SubmissionRow | undefined> {
  const [row] = await db.select().from(submission).where(and(eq(submission.guild, guildId), eq(submission.submissionId, id)));
  return row?.state === 'deleted' ? undefined : row;
}

/** The claim that a proof belongs to. */
export async function claimOfSubmission({ db, guildId }: Reader, proof: SubmissionRow): Promise<ClaimRow | undefined> {
  const [row] = await db.select().from(claim).where(and(
    eq(claim.guild, guildId), eq(claim.taskId, proof.taskId), eq(claim.member, proof.member), eq(claim.round, proof.round), eq(claim.turn, proof.turn),
  ));
  return row;
}

/** The number of the proof that an operation handed in. */
export async function submissionNumber({ db, guildId }: Reader, cause: string): Promise<number | undefined> {
  const [row] = await db.select({ id: submission.submissionId }).from(submission).where(and(eq(submission.guild, guildId), eq(submission.cause, cause)));
  return row?.id;
}
