import { modal } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply, ModalReply } from '../../../define/reply.ts';
import { plainText } from '../../../kernel/markdown.ts';
import { CATEGORY_MAX, DESCRIPTION_MAX, NAME_MAX, optionState, readTaskForm, type TaskChange } from '../input.ts';
import type { TaskRow } from '../rows.ts';
import { createTask, editTask, type Saved } from '../save.ts';
import { idState } from '../settle.ts';
import { said } from '../views/said.ts';

const rules = { permission: 'moderator', reply: 'private', changes: 'staff' } as const;

/** The form of a new task. What a form has no room for came by options, and rides in its custom_id. */
export const createForm = modal({
  ...rules,
  key: 'tasks_create',
  version: 1,
  state: optionState,
  async run(ctx, { proof, max, per, recurrence, role, requires }, { fields }) {
    const input: TaskChange = {
      ...readTaskForm(fields), proof, maxClaims: max === -1 ? null : max, perMember: per, recurrence, grantedRole: role || null, requiredRole: requires || null,
    };
    return savedView(ctx, 'created', await createTask(ctx, input));
  },
});

/** The form that edits a task. */
export const editForm = modal({
  ...rules,
  key: 'tasks_edit',
  version: 1,
  state: { task: idState },
  run: async (ctx, { task }, { fields }) => savedView(ctx, 'edited', await editTask(ctx, task, readTaskForm(fields))),
});

type Filled = Pick<TaskRow, 'name' | 'description' | 'reward' | 'category' | 'claimHours'>;

function inputs(ctx: Context, filled: Partial<Filled>): ModalReply['modal']['components'] {
  const { t } = ctx.privateTexts;
  const text = (id: string, value: string | number | null | undefined, max: number, more: { long?: boolean; min?: number } = {}) => ({
    type: 18 as const,
    label: t(`tasks.form.${id}`),
    component: {
      type: 4 as const, style: more.long ? (2 as const) : (1 as const), custom_id: id, max_length: max, required: more.min !== undefined,
      ...(more.min === undefined ? {} : { min_length: more.min }),
      ...(value === undefined || value === null || value === '' ? {} : { value: String(value) }),
    },
  });
  return [
    text('name', filled.name, NAME_MAX, { min: 1 }),
    text('description', filled.description, DESCRIPTION_MAX, { long: true }),
    text('reward', filled.reward, 16, { min: 1 }),
    text('category', filled.category, CATEGORY_MAX),
    text('hours', filled.claimHours, 5),
  ];
}

type OptionState = Parameters<typeof createForm.id>[0];

export function openCreateForm(ctx: Context, state: OptionState, filled: Partial<Filled>): ModalReply {
  return { modal: { custom_id: createForm.id(state), title: ctx.privateTexts.t('tasks.form.create'), components: inputs(ctx, filled) } };
}

export function openEditForm(ctx: Context, row: TaskRow): ModalReply {
  const title = ctx.privateTexts.t('tasks.form.edit', { number: row.taskId });
  return { modal: { custom_id: editForm.id({ task: row.taskId }), title, components: inputs(ctx, row) } };
}

/** A task was made, changed or announced. */
export function savedView(ctx: Context, what: 'created' | 'edited' | 'announced', { task, name, channel }: Saved): MessageReply {
  const { t } = ctx.privateTexts;
  const line = t(`tasks.admin.${what}`, { number: task, task: plainText(name), channel: channel === null ? '' : `<#${channel}>` });
  const hint = what === 'created' ? `\n${channel === null ? t('tasks.admin.no_channel') : t('tasks.admin.posted', { channel: `<#${channel}>` })}` : '';
  return said(line + hint);
}
