import { command, group } from '../../../define/command.ts';
import { attachment, choice, string } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { appeal as sendAppeal } from '../appeal.ts';
import { claimTask, dropTask } from '../claims.ts';
import { completeAppeal, completeCategory, completeOpenTask, completeOwnTask, completeTask } from '../completion.ts';
import { claimedView, droppedView } from '../components/claim.ts';
import { MINE_STATES, showList, showMine, showTask } from '../components/list.ts';
import { openSubmitForm, submittedView } from '../components/submit.ts';
import { CATEGORY_MAX } from '../input.ts';
import { LIST_STATUSES } from '../list.ts';
import { PROOF_LINK_MAX, PROOF_TEXT_MAX, readProof } from '../proof.ts';
import { newestTasks } from '../rows.ts';
import { recordNumber } from '../settle.ts';
import { submitProof } from '../submit.ts';
import { AMBER } from '../views/colors.ts';
import { said } from '../views/said.ts';

/** No coins of the member move by their own hand here, so these are none of their own changes a minute. */
const change = { permission: 'member', reply: 'private', changes: 'staff' } as const;
const look = { permission: 'member', reply: 'private' } as const;

const APPEAL_MAX = 500;
/** Tasks among which a typed category is looked for. */
const CATEGORIES_IN = 200;

const list = command({
  ...look,
  name: 'list',
  options: { category: string({ max: CATEGORY_MAX, autocomplete: completeCategory }), status: choice(LIST_STATUSES) },
  async run(ctx, { category, status = 'open' }) {
    if (category === undefined) return showList(ctx, { status, like: 0, before: 0 });
    const like = (await newestTasks(ctx, CATEGORIES_IN)).find((row) => row.category.toLowerCase() === category.toLowerCase());
    if (!like) throw new AppError('not_found', 'tasks.refused.unknown_category');
    return showList(ctx, { status, like: like.taskId, before: 0 });
  },
});

const view = command({
  ...look, name: 'view', options: { task: string({ required: true, autocomplete: completeTask }) }, run: (ctx, { task }) => showTask(ctx, recordNumber(task)),
});

const claim = command({
  ...change,
  name: 'claim',
  options: { task: string({ required: true, autocomplete: completeOpenTask }) },
  run: async (ctx, { task }) => claimedView(ctx, await claimTask(ctx, recordNumber(task))),
});

const submit = command({
  ...change,
  name: 'submit',
  options: {
    task: string({ required: true, autocomplete: completeOwnTask }), text: string({ max: PROOF_TEXT_MAX }), link: string({ max: PROOF_LINK_MAX }), file: attachment(),
  },
  async run(ctx, { task, text, link, file }) {
    const id = recordNumber(task);
    // With nothing handed in by options, the form asks for it.
    if (text === undefined && link === undefined && file === undefined) return openSubmitForm(ctx, id);
    return submittedView(ctx, await submitProof(ctx, id, readProof(ctx, text, link, file ? [file] : [])));
  },
});

const mine = command({ ...look, name: 'mine', options: { status: choice(MINE_STATES) }, run: (ctx, { status }) => showMine(ctx, status) });

const drop = command({
  ...change,
  name: 'drop',
  options: { task: string({ required: true, autocomplete: completeOwnTask }) },
  run: async (ctx, { task }) => droppedView(ctx, await dropTask(ctx, recordNumber(task))),
});

const appeal = command({
  ...change,
  name: 'appeal',
  options: { submission: string({ required: true, autocomplete: completeAppeal }), reason: string({ required: true, min: 1, max: APPEAL_MAX }) },
  async run(ctx, { submission, reason }) {
    const sent = await sendAppeal(ctx, recordNumber(submission), reason);
    return said(ctx.privateTexts.t('tasks.appeal.done', { number: sent.submission }), AMBER);
  },
});

export const taskCommands = group('task', [list, view, claim, submit, mine, drop, appeal]);
