import { component, modal } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply, ModalReply } from '../../../define/reply.ts';
import { FILES_MAX } from '../../../discord/attachments.ts';
import { AppError } from '../../../kernel/errors.ts';
import { plainText } from '../../../kernel/markdown.ts';
import { PROOF_LINK_MAX, PROOF_TEXT_MAX, readProof } from '../proof.ts';
import { readTask, type TaskRow } from '../rows.ts';
import { idState, recordNumber } from '../settle.ts';
import { submitProof, type Submitted } from '../submit.ts';
import { said } from '../views/said.ts';

/** What a form's inputs hold of a proof; a select of the list under `/task mine` names the task. */
export const submitForm = modal({
  key: 'tasks_submit',
  version: 1,
  state: { task: idState },
  permission: 'member',
  reply: 'private',
  // No coins move, so this is none of the member's own changes a minute.
  changes: 'staff',
  async run(ctx, { task }, { fields, files }) {
    const text = fields['text'];
    const link = fields['link'];
    const proof = readProof(ctx, typeof text === 'string' ? text : '', typeof link === 'string' ? link : '', files['files'] ?? []);
    return submittedView(ctx, await submitProof(ctx, task, proof));
  },
});

/** Opens the form. */
export const submitButton = component({
  key: 'tasks_submit',
  version: 1,
  state: { task: idState },
  permission: 'member',
  reply: 'private',
  run: (ctx, { task }) => openSubmitForm(ctx, task),
});

/** The menu of claims that wait for a proof. */
export const submitMenu = component({
  key: 'tasks_submit_menu',
  version: 1,
  state: {},
  permission: 'member',
  reply: 'private',
  run: (ctx, _state, { values }) => openSubmitForm(ctx, recordNumber(values[0] ?? '')),
});

export async function openSubmitForm(ctx: Context, id: number): Promise<ModalReply> {
  const row = await readTask(ctx, id);
  if (!row) throw new AppError('not_found', 'tasks.refused.unknown_task');
  return { modal: { custom_id: submitForm.id({ task: id }), title: formTitle(ctx, row), components: inputs(ctx, row) } };
}

const formTitle = (ctx: Context, row: TaskRow): string => ctx.privateTexts.t('tasks.submit.title', { task: row.name }).slice(0, 45);

function inputs(ctx: Context, { proof }: TaskRow): ModalReply['modal']['components'] {
  const { t } = ctx.privateTexts;
  const text = { type: 4, style: 2, custom_id: 'text', max_length: PROOF_TEXT_MAX, required: proof === 'text' } as const;
  const link = { type: 4, style: 1, custom_id: 'link', max_length: PROOF_LINK_MAX, required: proof === 'link', placeholder: 'https://' } as const;
  const files = { type: 19, custom_id: 'files', min_values: proof === 'file' ? 1 : 0, max_values: FILES_MAX, required: proof === 'file' } as const;
  return [
    { type: 18, label: t('tasks.submit.text'), component: text },
    { type: 18, label: t('tasks.submit.link'), component: link },
    { type: 18, label: t('tasks.submit.files'), description: t('tasks.submit.files_hint'), component: files },
  ];
}

/** The proof is in. */
export function submittedView(ctx: Context, { name, submission, reviewed }: Submitted): MessageReply {
  const { t } = ctx.privateTexts;
  const line = t('tasks.submit.done', { task: plainText(name), number: submission });
  return said(reviewed ? line : `${line}\n${t('tasks.submit.no_channel')}`);
}
