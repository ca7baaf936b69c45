import { command, group } from '../../../define/command.ts';
import type { Context } from '../../../define/context.ts';
import { boolean, channel, choice, integer, role, string, user, type UserValue } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import { assignTask } from '../claims.ts';
import { SETTLEMENTS } from '../close.ts';
import { completeCategory, completeItem, completeOpenTask, completeTask } from '../completion.ts';
import { close as closeOrAsk } from '../components/close.ts';
import { openCreateForm, openEditForm, savedView } from '../components/form.ts';
import {
  blankTask, CATEGORY_MAX, CLAIMS_MAX, DESCRIPTION_MAX, HOURS_MAX, NAME_MAX, PER_MEMBER_MAX, PROOFS, RECURRENCES, type TaskChange,
} from '../input.ts';
import { assignedMessage } from '../notices.ts';
import { readTask } from '../rows.ts';
import { announceTask, createTask, editTask } from '../save.ts';
import { recordNumber } from '../settle.ts';
import { endMoment } from '../time.ts';
import { said } from '../views/said.ts';

const rules = { permission: 'moderator', reply: 'private', changes: 'staff' } as const;

/** Options that both making and editing a task take. */
const settingOptions = {
  proof: choice(PROOFS),
  max_claims: integer({ min: -1, max: CLAIMS_MAX }),
  per_user: integer({ min: 1, max: PER_MEMBER_MAX }),
  recurrence: choice(RECURRENCES),
  role: role(),
  requires: role(),
  hours: integer({ min: 0, max: HOURS_MAX }),
  ends: string({ max: 20 }),
  item: string({ autocomplete: completeItem }),
  quantity: integer({ min: 1, max: 1_000_000 }),
  category: string({ max: CATEGORY_MAX, autocomplete: completeCategory }),
  description: string({ max: DESCRIPTION_MAX }),
  kept_for: user(),
};

interface Given {
  title?: string | undefined;
  reward?: number | undefined;
  proof?: TaskChange['proof'];
  max_claims?: number | undefined;
  per_user?: number | undefined;
  recurrence?: TaskChange['recurrence'];
  role?: { id: string } | undefined;
  requires?: { id: string } | undefined;
  hours?: number | undefined;
  ends?: string | undefined;
  item?: string | undefined;
  quantity?: number | undefined;
  category?: string | undefined;
  description?: string | undefined;
  kept_for?: UserValue | undefined;
  for_all?: boolean | undefined;
}

/** Members that the task is kept for; `/task-admin assign` adds more of them. */
function assignedOf({ kept_for: member, for_all: all }: Given): TaskChange {
  if (all === true) return { assigned: [] };
  if (member === undefined) return {};
  if (member.bot) throw new AppError('invalid', 'errors.no_bots');
  if (!member.member) throw new AppError('not_found', 'errors.not_member');
  return { assigned: [member.id] };
}

/** What was given by options, as a change. -1 claims and 0 hours are no limit; the server's own role takes a role away. */
function changeOf(ctx: Context, given: Given): TaskChange {
  if (given.max_claims === 0) throw new AppError('invalid', 'errors.range', { min: 1, max: CLAIMS_MAX });
  const roleOf = (picked: { id: string }): string | null => (picked.id === ctx.guildId ? null : picked.id);
  return {
    ...(given.title === undefined ? {} : { name: given.title }),
    ...(given.reward === undefined ? {} : { reward: given.reward }),
    ...(given.proof === undefined ? {} : { proof: given.proof }),
    ...(given.max_claims === undefined ? {} : { maxClaims: given.max_claims === -1 ? null : given.max_claims }),
    ...(given.per_user === undefined ? {} : { perMember: given.per_user }),
    ...(given.recurrence === undefined ? {} : { recurrence: given.recurrence }),
    ...(given.role === undefined ? {} : { grantedRole: roleOf(given.role) }),
    ...(given.requires === undefined ? {} : { requiredRole: roleOf(given.requires) }),
    ...(given.hours === undefined ? {} : { claimHours: given.hours === 0 ? null : given.hours }),
    ...(given.ends === undefined ? {} : { expiresAt: endMoment(given.ends, ctx.now, ctx.settings.locale.timezone) }),
    ...(given.item === undefined ? {} : { rewardItem: recordNumber(given.item) }),
    ...(given.quantity === undefined ? {} : { rewardQuantity: given.quantity }),
    ...(given.category === undefined ? {} : { category: given.category }),
    ...(given.description === undefined ? {} : { description: given.description }),
    ...assignedOf(given),
  };
}

/** Options that the form cannot carry: with one of them, or a description, the task is made at once. */
const WHOLE = ['description', 'item', 'ends', 'kept_for'] as const;

const create = command({
  ...rules,
  name: 'create',
  options: { title: string({ required: true, min: 1, max: NAME_MAX }), reward: integer({ required: true, min: 0, max: AMOUNT_MAX }), ...settingOptions },
  async run(ctx, given) {
    const change = changeOf(ctx, given);
    if (WHOLE.some((name) => given[name] !== undefined)) return savedView(ctx, 'created', await createTask(ctx, change));
    const { proof, maxClaims, perMember, recurrence, grantedRole, requiredRole, claimHours, category } = { ...blankTask(ctx), ...change };
    const state = { proof, max: maxClaims ?? -1, per: perMember, recurrence, role: grantedRole ?? '', requires: requiredRole ?? '' };
    return openCreateForm(ctx, state, { name: given.title, reward: given.reward, claimHours, category });
  },
});

const edit = command({
  ...rules,
  name: 'edit',
  options: {
    task: string({ required: true, autocomplete: completeOpenTask }), title: string({ min: 1, max: NAME_MAX }),
    reward: integer({ min: 0, max: AMOUNT_MAX }), ...settingOptions, for_all: boolean(),
  },
  async run(ctx, { task, ...given }) {
    const id = recordNumber(task);
    const change = changeOf(ctx, given);
    if (Object.keys(change).length > 0) return savedView(ctx, 'edited', await editTask(ctx, id, change));
    const row = await readTask(ctx, id);
    if (!row) throw new AppError('not_found', 'tasks.refused.unknown_task');
    return openEditForm(ctx, row);
  },
});

const close = command({
  ...rules,
  name: 'close',
  options: { task: string({ required: true, autocomplete: completeTask }), settle: choice(SETTLEMENTS) },
  run: (ctx, { task, settle = 'keep' }) => closeOrAsk(ctx, recordNumber(task), settle),
});

const assign = command({
  ...rules,
  name: 'assign',
  options: { task: string({ required: true, autocomplete: completeOpenTask }), user: user({ required: true }) },
  async run(ctx, { task, user: member }) {
    if (member.bot) throw new AppError('invalid', 'errors.no_bots');
    if (!member.member) throw new AppError('not_found', 'errors.not_member');
    const done = await assignTask(ctx, recordNumber(task), member, (row, deadline) => assignedMessage(ctx.publicTexts, row, deadline));
    return said(ctx.privateTexts.t('tasks.admin.assigned', { number: done.task, task: plainText(done.name), user: mention(done.member) }));
  },
});

const announce = command({
  ...rules,
  name: 'announce',
  options: { task: string({ required: true, autocomplete: completeTask }), channel: channel() },
  run: async (ctx, { task, channel: target }) => savedView(ctx, 'announced', await announceTask(ctx, recordNumber(task), target?.id)),
});

export const adminCommands = group('task-admin', [create, edit, close, assign, announce]);
