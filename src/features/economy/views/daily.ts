import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { relativeTime } from '../../../discord/markdown.ts';
import type { Done } from '../../../ledger/operation.ts';
import { dailyDue } from '../schedule.ts';
import { GOLD } from './colors.ts';

/** A claimed daily, drawn from the outcome alone so that a second delivery shows the same. */
export function dailyView(ctx: Context, done: Done): MessageReply {
  const { t, money, number } = ctx.privateTexts;
  const entry = done.entries.find(({ kind }) => kind === 'daily');
  const data = done.data;
  const streak = typeof data === 'object' && data !== null && 'streak' in data ? Number(data['streak']) : 1;
  return {
    embeds: [
      {
        title: t('economy.daily.title'),
        description: t('economy.daily.done', { amount: money(entry?.amount ?? 0) }),
        color: GOLD,
        fields: [
          { name: t('economy.daily.streak'), value: t('economy.daily.days', { count: streak, days: number(streak) }), inline: true },
          { name: t('economy.wallet.available'), value: money(entry?.toAfter ?? 0), inline: true },
          { name: t('economy.daily.next'), value: relativeTime(dailyDue(done.at, ctx.settings)), inline: true },
        ],
      },
    ],
    private: true,
  };
}
