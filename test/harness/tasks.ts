import type * as z from 'zod';
import { tickTasks } from '../../src/features/tasks/cron/job.ts';
import type { settingsSchema } from '../../src/kernel/settings.ts';
import { configure, NO_RATE } from './configure.ts';
import { admin, controls, guild, person, run, type Answer, type Guild, type OptionValue, type Person } from './discord.ts';
import { databaseOf, env } from './env.ts';
import { rowsOf } from './meter.ts';

export const TASKS_CHANNEL = '100000000000000001';
export const REVIEW_CHANNEL = '100000000000000002';

/** The custom_id of the first control whose label begins so. */
export const idOf = (answer: Answer, label: string): string => controls(answer).find((control) => control.label.startsWith(label))?.id ?? '';

/** A server with its staff and two members. */
export async function server(settings: z.input<typeof settingsSchema> = {}): Promise<{ where: Guild; staff: Person; ada: Person; mika: Person }> {
  const where = guild();
  await configure(where, { limits: NO_RATE, channels: { tasks: TASKS_CHANNEL, review: REVIEW_CHANNEL }, ...settings });
  return { where, staff: admin(), ada: person('ada'), mika: person('mika') };
}

/** Makes a task through the command, as staff does. */
export function make(staff: Person, where: Guild, more: Record<string, OptionValue> = {}): Promise<Answer> {
  return run(staff, where, '/task-admin create', { title: 'Sweep', reward: 100, description: 'The hall', ...more });
}

/** Claims a task and hands in a text. */
export async function handIn(who: Person, where: Guild, task = '1', text = 'done'): Promise<Answer> {
  await run(who, where, '/task claim', { task });
  return run(who, where, '/task submit', { task, text });
}

export function decide(who: Person, where: Guild, verdict: string, more: Record<string, OptionValue> = {}): Promise<Answer> {
  return run(who, where, '/review decide', { submission: '1', verdict, ...more });
}

/** Rows of a guild; `?1` is its id. */
export async function rows<T>(where: Guild, sql: string): Promise<T[]> {
  return (await (await databaseOf(where.id)).prepare(sql).bind(where.id).all<T>()).results;
}

/** What the minute's cron does at a moment. */
export const tick = (now: number): Promise<void> => tickTasks.run({ env, scheduledAt: now, now });

/** Moves the deadline of every claim of a guild: time in the ledger is the machine's and cannot be moved. */
export async function setDeadline(where: Guild, at: number): Promise<void> {
  await (await databaseOf(where.id)).prepare('UPDATE claim SET deadline = ?2, due = ?2, version = version + 1 WHERE guild = ?1').bind(where.id, at).run();
}

/** Rows that a change wrote. */
export async function written(work: () => Promise<unknown>): Promise<number> {
  return (await rowsOf(work)).written;
}
