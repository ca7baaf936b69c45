import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row, select } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { plainText, relativeTime } from '../../../kernel/markdown.ts';
import { taskReply } from '../card.ts';
import { LIST_STATUSES, readList, type ListQuery } from '../list.ts';
import { rewardText } from '../reward.ts';
import { isMembersTurn, newestClaims, readTask, type ListedClaim, type TaskRow } from '../rows.ts';
import { recordNumber } from '../settle.ts';
import { BLUE } from '../views/colors.ts';
import { slotsLeft } from '../views/task.ts';
import { submitMenu } from './submit.ts';

const whole = z.coerce.number().int().min(0).max(1_000_000_000);

/** Turns the page of `/task list`. */
export const listPages = component({
  key: 'tasks_list',
  version: 1,
  state: { status: z.enum(LIST_STATUSES), like: whole, before: whole },
  permission: 'member',
  reply: 'private',
  updates: true,
  run: async (ctx, query) => ({ ...(await showList(ctx, query)), update: true }),
});

/** Shows a task of the list, with its button. */
export const taskMenu = component({
  key: 'tasks_view',
  version: 1,
  state: {},
  permission: 'member',
  reply: 'private',
  run: (ctx, _state, { values }) => showTask(ctx, recordNumber(values[0] ?? '')),
});

export async function showTask(ctx: Context, id: number): Promise<MessageReply> {
  const task = await readTask(ctx, id);
  if (!task) throw new AppError('not_found', 'tasks.refused.unknown_task');
  return taskReply(ctx, task);
}

async function listLine(ctx: Context, task: TaskRow): Promise<string> {
  const { t, number } = ctx.privateTexts;
  const left = slotsLeft(task);
  const details = [
    ...(left === null ? [] : [t('tasks.list.slots', { left: number(left) })]),
    ...(task.expiresAt === null ? [] : [t('tasks.task.ends', { until: relativeTime(task.expiresAt) })]),
    ...(task.category ? [plainText(task.category)] : []),
  ];
  return `**#${task.taskId} ${plainText(task.name)}** · ${await rewardText(ctx, ctx.privateTexts, task)}${details.length > 0 ? `\n${details.join(' · ')}` : ''}`;
}

/** A page of tasks with its menu and buttons. */
export async function showList(ctx: Context, query: ListQuery): Promise<MessageReply> {
  const { t } = ctx.privateTexts;
  const { rows, next } = await readList(ctx, query);
  const lines = await Promise.all(rows.map((task) => listLine(ctx, task)));
  const description = lines.join('\n\n') || t(query.status === 'open' ? 'tasks.list.empty' : 'tasks.list.empty_other');
  const options = rows.map(({ taskId, name }) => ({ label: `#${taskId} · ${name}`.slice(0, 100), value: String(taskId) }));
  const turns = query.before === 0 && next === 0 ? [] : [row(
    button(listPages.id({ ...query, before: 0 }), t('tasks.buttons.first'), { disabled: query.before === 0 }),
    button(listPages.id({ ...query, before: next }), t('tasks.buttons.next'), { disabled: next === 0 }),
  )];
  return {
    embeds: [{ title: t(`tasks.list.title_${query.status}`), description, color: BLUE }],
    components: [...(options.length > 0 ? [row(select(taskMenu.id({}), t('tasks.list.pick'), options))] : []), ...turns],
    private: true,
  };
}

/** Claims that `/task mine` shows, and looks through for one state. */
const MINE_MAX = 15;
const MINE_LOOKED = 100;

export const MINE_STATES = ['claimed', 'submitted', 'changes', 'rejected', 'accepted', 'dropped', 'expired'] as const;

function mineLine(ctx: Context, { claim, name, reward }: ListedClaim): string {
  const { t, money } = ctx.privateTexts;
  const turn = isMembersTurn(claim);
  return [
    `**#${claim.taskId} ${plainText(name)}** · ${money(reward)} · ${t(`tasks.states.${claim.state}`)}`,
    ...(turn && claim.deadline !== null ? [t('tasks.claim.deadline', { until: relativeTime(claim.deadline) })] : []),
    ...(claim.state === 'rejected' && claim.submissionId !== null ? [t('tasks.mine.appeal', { number: claim.submissionId })] : []),
  ].join('\n');
}

/** The member's own claims and what came of them. */
export async function showMine(ctx: Context, state: (typeof MINE_STATES)[number] | undefined): Promise<MessageReply> {
  const { t } = ctx.privateTexts;
  const found = await newestClaims(ctx, ctx.actor.id, MINE_LOOKED);
  const shown = found.filter(({ claim }) => state === undefined || claim.state === state).slice(0, MINE_MAX);
  const open = new Map(shown.filter(({ claim }) => isMembersTurn(claim)).map(({ claim, name }) => [claim.taskId, name]));
  const options = [...open].map(([id, name]) => ({ label: `#${id} · ${name}`.slice(0, 100), value: String(id) }));
  return {
    embeds: [{ title: t('tasks.mine.title'), description: shown.map((listed) => mineLine(ctx, listed)).join('\n\n') || t('tasks.mine.empty'), color: BLUE }],
    components: options.length > 0 ? [row(select(submitMenu.id({}), t('tasks.mine.pick'), options))] : [],
    private: true,
  };
}
