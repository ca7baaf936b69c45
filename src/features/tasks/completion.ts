import { and, desc, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { Choice } from '../../define/options.ts';
import { submission, task } from '../../db/schema/tasks.ts';
import { readQueue } from './queue.ts';
import { newestItems } from './reward.ts';
import { isMembersTurn, newestClaims, newestTasks } from './rows.ts';

/** Records that a completion looks through. */
const LOOKED_MAX = 200;

/** Choices whose number begins with what is typed, or whose name has it. */
export function narrowed(choices: { id: number; name: string }[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase().replace(/^#/, '');
  return choices
    .filter(({ id, name }) => String(id).startsWith(wanted) || name.toLowerCase().includes(wanted))
    .map(({ id, name }) => ({ name: `#${id} · ${name}`, value: String(id) }));
}

/** Tasks that can be claimed. */
export async function completeOpenTask(ctx: Context, typed: string): Promise<Choice[]> {
  const rows = await newestTasks(ctx, LOOKED_MAX);
  return narrowed(rows.filter(({ status }) => status === 'open').map(({ taskId: id, name }) => ({ id, name })), typed);
}

export async function completeTask(ctx: Context, typed: string): Promise<Choice[]> {
  return narrowed((await newestTasks(ctx, LOOKED_MAX)).map(({ taskId: id, name }) => ({ id, name })), typed);
}

/** Tasks where it is the member's turn. */
export async function completeOwnTask(ctx: Context, typed: string): Promise<Choice[]> {
  const rows = (await newestClaims(ctx, ctx.actor.id, LOOKED_MAX)).filter(({ claim }) => isMembersTurn(claim));
  return narrowed([...new Map(rows.map(({ claim, name }) => [claim.taskId, { id: claim.taskId, name }])).values()], typed);
}

/** The member's own rejected proofs. */
export async function completeAppeal(ctx: Context, typed: string): Promise<Choice[]> {
  const rows = (await newestClaims(ctx, ctx.actor.id, LOOKED_MAX)).filter(({ claim }) => claim.state === 'rejected' || claim.state === 'expired');
  return narrowed(rows.flatMap(({ claim, name }) => (claim.submissionId === null ? [] : [{ id: claim.submissionId, name }])), typed);
}

/** Waiting proofs, oldest first; a typed number finds any waiting one. */
export async function completeProof(ctx: Context, typed: string): Promise<Choice[]> {
  const { rows } = await readQueue(ctx, { task: 0, mine: false, after: 0 });
  const number = Number(typed.replace('#', '').trim() || 0);
  const typedOne = Number.isSafeInteger(number) && number > 0 && !rows.some(({ proof }) => proof.submissionId === number)
    ? await ctx.db.select({ id: submission.submissionId, name: task.name }).from(submission)
      .innerJoin(task, and(eq(task.guild, submission.guild), eq(task.taskId, submission.taskId)))
      .where(and(eq(submission.guild, ctx.guildId), eq(submission.submissionId, number), eq(submission.state, 'waiting'))).orderBy(desc(submission.submissionId)).limit(1)
    : [];
  return narrowed([...typedOne, ...rows.map(({ proof, name }) => ({ id: proof.submissionId, name }))], typed);
}

export async function completeItem(ctx: Context, typed: string): Promise<Choice[]> {
  return narrowed(await newestItems(ctx, LOOKED_MAX), typed);
}

/** Categories in use. */
export async function completeCategory(ctx: Context, typed: string): Promise<Choice[]> {
  const names = new Set((await newestTasks(ctx, LOOKED_MAX)).map(({ category }) => category).filter((name) => name !== ''));
  return [...names].filter((name) => name.toLowerCase().includes(typed.toLowerCase())).map((name) => ({ name, value: name }));
}
