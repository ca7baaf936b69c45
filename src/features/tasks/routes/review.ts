import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { staleness } from '../../../define/versions.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { openProof, reassign } from '../lease.ts';
import { decide, REASON_MAX, VERDICTS } from '../verdict.ts';
import { submissionParams } from './submissions.ts';

/** Decides on a proof. Acceptance pays at once. */
export const postVerdict = guildRoute({
  method: 'POST', path: '/api/:server_id/submissions/:submission_id/verdict', access: 'reviewer',
  summary: 'Accept a proof, reject it or ask for changes; all but accept need a note, which the member reads',
  params: submissionParams,
  body: z.strictObject({
    verdict: z.enum(VERDICTS), note: z.string().trim().max(REASON_MAX).default(''), bonus: z.int().min(0).max(AMOUNT_MAX).optional(),
  }).refine(({ verdict, note }) => verdict === 'accept' || note !== '', { path: ['note'], message: 'the member reads it' }),
  /** `first`: a second reviewer has to say the same. */
  reply: z.object({ id: z.int(), outcome: z.enum([...VERDICTS, 'first']), task_name: z.string(), user_id: z.string(), amount: z.int() }),
  async run(ctx, { params: { submission_id: id }, body: { verdict, note, bonus } }) {
    const decided = await decide(ctx, id, {
      verdict, note, ...(bonus === undefined ? {} : { bonus }),
      seen: ({ version }) => staleness(ctx, version),
    });
    return ok({ id: decided.submission, outcome: decided.outcome, task_name: decided.name, user_id: decided.member, amount: decided.amount });
  },
});

/** Keeps a proof for the reviewer who has it open, or frees it. */
export const postLease = guildRoute({
  method: 'POST', path: '/api/:server_id/submissions/:submission_id/lease', access: 'reviewer', summary: 'Take a proof for ten minutes, or free it; others are told who has it',
  params: submissionParams, body: z.strictObject({ action: z.enum(['take', 'free']) }),
  reply: z.object({ id: z.int(), reviewer: z.string().nullable(), lease_until: z.string().nullable() }),
  async run(ctx, { params: { submission_id: id }, body: { action } }) {
    if (action === 'free') {
      const freed = await reassign(ctx, id, undefined);
      return ok({ id: freed.submission, reviewer: null, lease_until: null });
    }
    const { submission, until } = await openProof(ctx, id);
    return ok({ id: submission, reviewer: ctx.actor.id, lease_until: new Date(until).toISOString() });
  },
});
