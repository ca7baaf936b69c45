import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { plainText, relativeTime } from '../../../kernel/markdown.ts';
import { giveRoleInput, type GiveRoleInput, type JobRow } from '../bulk/job-row.ts';
import { AMBER, GREEN, RED, SLATE } from './colors.ts';
import { confirmRow } from './confirm.ts';

const roleOf = (ctx: Context, role: string): string => (role === ctx.guildId ? '@everyone' : `<@&${role}>`);

/** What is about to be given; how many members that are is known only when they are listed. */
export function askGiveRoleView(ctx: Context, { role, amount, reason }: GiveRoleInput, confirmId: string): MessageReply {
  const { t, money } = ctx.privateTexts;
  const description = `${t('treasury.role.ask', { amount: money(amount), role: roleOf(ctx, role) })}\n> ${plainText(reason)}`;
  return {
    embeds: [{ title: t('treasury.role.title'), description, color: AMBER }],
    components: [confirmRow(ctx, t('treasury.role.confirm'), confirmId, false)],
    private: true,
  };
}

/** The job is written; it goes on by itself from here. */
export function startedView(ctx: Context, { role, amount }: GiveRoleInput, buttons: APIMessageTopLevelComponent): MessageReply {
  const { t, money } = ctx.privateTexts;
  const description = t('treasury.role.started', { amount: money(amount), role: roleOf(ctx, role) });
  return { embeds: [{ title: t('treasury.role.title'), description, color: SLATE }], components: [buttons], update: true };
}

/** How far the job is. */
export function jobView(ctx: Context, row: JobRow, buttons: APIMessageTopLevelComponent): MessageReply {
  const { t, money, number } = ctx.privateTexts;
  const { role, amount } = giveRoleInput.parse(JSON.parse(row.input));
  const lines = [t('treasury.role.what', { amount: money(amount), role: roleOf(ctx, role) })];
  if (row.state === 'failed') lines.push(t(row.error === 'intent' ? 'treasury.role.intent' : 'treasury.role.failed', { code: row.error }));
  else if (row.state === 'running' && row.error !== '') lines.push(t('treasury.role.waiting'));
  return {
    embeds: [
      {
        title: t('treasury.role.title'),
        description: lines.join('\n\n'),
        color: { running: SLATE, done: GREEN, failed: RED, cancelled: AMBER }[row.state],
        fields: [
          { name: t('treasury.role.state'), value: t(`treasury.role.states.${row.state}`), inline: true },
          { name: t('treasury.role.paid'), value: number(row.done), inline: true },
          { name: t('treasury.role.skipped'), value: number(row.skipped), inline: true },
          { name: t('treasury.role.updated'), value: relativeTime(row.updatedAt), inline: true },
        ],
      },
    ],
    components: row.state === 'running' ? [buttons] : [],
    update: true,
  };
}

export function cancelledView(ctx: Context): MessageReply {
  const { t } = ctx.privateTexts;
  return { embeds: [{ title: t('treasury.role.title'), description: t('treasury.role.cancelled'), color: AMBER }], components: [], update: true };
}
