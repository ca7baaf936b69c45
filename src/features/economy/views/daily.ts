import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { relativeTime } from '../../../kernel/markdown.ts';
import type { Done } from '../../../ledger/operation.ts';
import { dailyDue } from '../schedule.ts';
import { GOLD } from './colors.ts';
import { outcomeField } from './outcome.ts';

/** A claimed daily, drawn from the outcome alone so that a second delivery shows the same. */
export function dailyView(ctx: Context, done: Done): MessageReply {
  const { t, money, number } = ctx.privateTexts;
  const entry = done.entries.find(({ kind }) => kind === 'daily');
  const streak = Number(outcomeField(done, 'streak') ?? 1);
  const bonus = Number(outcomeField(done, 'bonus') ?? 0);
  const lines = [entry ? t('economy.daily.done', { amount: money(entry.amount) }) : t('economy.daily.unpaid')];
  // A daily ceiling may have cut the bonus away.
  if (entry && bonus > 0 && entry.amount > bonus) lines.push(t('economy.daily.bonus', { amount: money(bonus) }));
  return {
    embeds: [
      {
        title: t('economy.daily.title'),
        description: lines.join('\n'),
        color: GOLD,
        fields: [
          { name: t('economy.daily.streak'), value: t('economy.daily.days', { count: streak, days: number(streak) }), inline: true },
          ...(entry ? [{ name: t('economy.wallet.available'), value: money(entry.toAfter), inline: true }] : []),
          { name: t('economy.daily.next'), value: relativeTime(dailyDue(done.at, ctx.settings)), inline: true },
        ],
      },
    ],
    private: true,
  };
}
