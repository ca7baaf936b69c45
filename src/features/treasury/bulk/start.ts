import { component } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import type { NamedValue } from '../../../define/options.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { DiscordError } from '../../../discord/rest.ts';
import { AppError } from '../../../kernel/errors.ts';
import { log } from '../../../kernel/log.ts';
import { auditRow } from '../../../ledger/also.ts';
import { askedState, keepQuestion, keptQuestion } from '../confirmation.ts';
import { askGiveRoleView, startedView } from '../views/job.ts';
import { giveRoleInput, startJob, type GiveRoleInput } from './job-row.ts';
import { runSlice } from './slice.ts';
import { jobButtons } from './watch.ts';

const ASK = 'give_role_ask';

/** Asks whether everybody with the role is to get the amount. The list of members is tried first: without it nothing works. */
export async function askGiveRole(ctx: Context, role: NamedValue, amount: number, reason: string): Promise<MessageReply> {
  await assertMemberList(ctx);
  const done = await keepQuestion(ctx, ASK, { role: role.id, amount, reason });
  return askGiveRoleView(ctx, giveRoleInput.parse(done.data), confirmGiveRole.id({ ask: ctx.interactionId }));
}

async function assertMemberList(ctx: Context): Promise<void> {
  try {
    await ctx.rest.listMembers(ctx.guildId, '0', 1);
  } catch (error) {
    log('warn', 'give-role.members', { guild: ctx.guildId, error });
    const denied = error instanceof DiscordError && error.status === 403;
    throw new AppError('unavailable', denied ? 'treasury.role.intent' : 'treasury.role.no_list');
  }
}

/** Writes the job's row and begins with it after the answer; the cron job takes it up from wherever this stops. */
async function startGiveRole(ctx: Context, id: string, input: GiveRoleInput): Promise<MessageReply> {
  await ctx.ledger.post({
    kind: 'give_role_start',
    also: [
      startJob(id, input),
      auditRow({ action: 'eco.give-role', target: `role:${input.role}`, after: { amount: input.amount, job: id }, reason: input.reason, source: ctx.source }),
    ],
  });
  const { ledger, rest, db } = ctx;
  ctx.later(
    runSlice(
      { database: db.$client, now: Date.now, listMembers: (of, after, limit) => rest.listMembers(of, after, limit), post: (ops) => ledger.postAll(ops) },
      ctx.guildId, id,
    ).catch((error: unknown) => log('error', 'give-role.slice', { guild: ctx.guildId, job: id, error })),
  );
  return startedView(ctx, input, jobButtons(ctx, id));
}

export const confirmGiveRole = component({
  key: 'treasury_give_role',
  version: 1,
  state: askedState,
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  updates: true,
  run: async (ctx, { ask }) => startGiveRole(ctx, ask, await keptQuestion(ctx, ASK, ask, giveRoleInput)),
});
