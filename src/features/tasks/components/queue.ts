import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row, select } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { mention, plainText, relativeTime } from '../../../kernel/markdown.ts';
import { openProof } from '../lease.ts';
import { proofBody } from '../proof-card.ts';
import { readQueue, type Queued, type QueueQuery } from '../queue.ts';
import { readSubmission, readTask } from '../rows.ts';
import { recordNumber } from '../settle.ts';
import { BLUE } from '../views/colors.ts';
import { personName } from '../views/person.ts';

const whole = z.coerce.number().int().min(0).max(1_000_000_000);

/** Opens a proof of the queue for its reader, who has it for some minutes. */
export const openMenu = component({
  key: 'tasks_open_proof',
  version: 1,
  state: {},
  permission: 'reviewer',
  reply: 'private',
  changes: 'staff',
  async run(ctx, _state, { values }) {
    const { submission, until } = await openProof(ctx, recordNumber(values[0] ?? ''));
    return showProof(ctx, submission, until);
  },
});

/** Turns the queue's page. */
export const queuePages = component({
  key: 'tasks_queue',
  version: 1,
  state: { task: whole, mine: z.enum(['0', '1']), after: whole },
  permission: 'reviewer',
  reply: 'private',
  updates: true,
  run: async (ctx, { task, mine, after }) => ({ ...(await showQueue(ctx, { task, mine: mine === '1', after })), update: true }),
});

async function showProof(ctx: Context, id: number, until: number): Promise<MessageReply> {
  const proof = await readSubmission(ctx, id);
  const task = proof && (await readTask(ctx, proof.taskId));
  if (!proof || !task) throw new AppError('not_found', 'tasks.refused.unknown_proof');
  const { embeds, components } = await proofBody(ctx, ctx.privateTexts, proof, task);
  const content = ctx.privateTexts.t('tasks.review.yours', { until: relativeTime(until) });
  // The body is ours, with no more than an answer can carry.
  return { content, embeds: embeds ?? [], components: components ?? [], private: true } as MessageReply;
}

function line(ctx: Context, { proof, name }: Queued): string {
  const { t } = ctx.privateTexts;
  const held = proof.reviewer !== null && (proof.leaseUntil ?? 0) > ctx.now ? ` · ${t('tasks.review.held', { user: personName(proof.reviewer) })}` : '';
  const appealed = proof.appealed === 1 ? ` · ${t('tasks.review.appeal')}` : '';
  return `**#${proof.submissionId}** ${plainText(name)} · ${mention(proof.member)} · ${relativeTime(proof.at)}${appealed}${held}`;
}

/** A page of waiting proofs, oldest first. */
export async function showQueue(ctx: Context, query: QueueQuery): Promise<MessageReply> {
  const { t } = ctx.privateTexts;
  const { rows, more } = await readQueue(ctx, query);
  const description = rows.length > 0 ? rows.map((queued) => line(ctx, queued)).join('\n') : t('tasks.review.empty');
  const options = rows.map(({ proof, name }) => ({ label: `#${proof.submissionId} · ${name}`.slice(0, 100), value: String(proof.submissionId) }));
  const next = { task: query.task, mine: query.mine ? '1' : '0', after: rows.at(-1)?.proof.submissionId ?? 0 } as const;
  return {
    embeds: [{ title: t('tasks.review.queue'), description, color: BLUE }],
    components: rows.length === 0 ? [] : [
      row(select(openMenu.id({}), t('tasks.review.open'), options)),
      row(
        button(queuePages.id({ ...next, after: 0 }), t('tasks.buttons.first'), { disabled: query.after === 0 }),
        button(queuePages.id(next), t('tasks.buttons.next'), { disabled: !more }),
      ),
    ],
    private: true,
  };
}
