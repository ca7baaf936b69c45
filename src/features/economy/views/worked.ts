import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { relativeTime } from '../../../kernel/markdown.ts';
import type { Done } from '../../../ledger/operation.ts';
import { workDue } from '../schedule.ts';
import { outcomeField } from './outcome.ts';
import { GREEN } from './colors.ts';

/** Work that was done, drawn from the outcome alone. */
export function workedView(ctx: Context, done: Done): MessageReply {
  const { t, money } = ctx.privateTexts;
  const entry = done.entries.find(({ kind }) => kind === 'work');
  const job = outcomeField(done, 'job') ?? '';
  const line = t(`economy.work.lines.${job}.${outcomeField(done, 'line') ?? 1}`);
  const paid = entry ? t('economy.work.paid', { amount: money(entry.amount) }) : t('economy.work.unpaid');
  return {
    embeds: [
      {
        title: t(`economy.work.jobs.${job}`),
        description: `${line}\n${paid}`,
        color: GREEN,
        fields: [
          ...(entry ? [{ name: t('economy.wallet.available'), value: money(entry.toAfter), inline: true }] : []),
          { name: t('economy.work.next'), value: relativeTime(workDue(done.at, ctx.settings)), inline: true },
        ],
      },
    ],
    private: true,
  };
}
