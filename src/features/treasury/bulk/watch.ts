import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import * as z from 'zod';
import { component } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import { AppError } from '../../../kernel/errors.ts';
import { auditRow } from '../../../ledger/also.ts';
import { cancelledView, jobView } from '../views/job.ts';
import { cancelJob, readJob } from './job-row.ts';

const state = { job: z.string().regex(/^\d{15,20}$/) };

/** Draws the job's progress as it is now. */
export const refreshJob = component({
  key: 'treasury_job',
  version: 1,
  state,
  permission: 'moderator',
  reply: 'private',
  updates: true,
  async run(ctx, { job }) {
    const row = await readJob(ctx, job);
    if (!row) throw new AppError('not_found', 'treasury.role.unknown_job');
    return jobView(ctx, row, jobButtons(ctx, job));
  },
});

/** Stops a running job. Who has been paid keeps it. */
export const stopJob = component({
  key: 'treasury_job_stop',
  version: 1,
  state,
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  updates: true,
  async run(ctx, { job }) {
    const row = await readJob(ctx, job);
    if (row?.state !== 'running') {
      await ctx.ledger.refuse('give_role_cancel', { code: 'conflict', text: 'treasury.role.not_running' });
      return cancelledView(ctx);
    }
    const note = auditRow({ action: 'eco.give-role.cancel', target: `job:${job}`, source: ctx.source });
    await ctx.ledger.post({ kind: 'give_role_cancel', also: [cancelJob(job), note] });
    return cancelledView(ctx);
  },
});

/** The buttons under a running job. */
export function jobButtons(ctx: Context, job: string): APIMessageTopLevelComponent {
  const { t } = ctx.privateTexts;
  return {
    type: 1,
    components: [
      { type: 2, style: 2, label: t('treasury.role.refresh'), custom_id: refreshJob.id({ job }) },
      { type: 2, style: 4, label: t('treasury.role.stop'), custom_id: stopJob.id({ job }) },
    ],
  };
}
