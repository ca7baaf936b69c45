import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import { fullTime, plainText } from '../../../kernel/markdown.ts';
import type { Texts } from '../../../i18n/texts.ts';
import type { Profile } from '../profile.ts';
import { streakEnd } from '../schedule.ts';
import { historyLine } from './history.ts';
import { GOLD } from './colors.ts';

/** A member at a glance. */
export function profileEmbed(ctx: Context, owner: { id: string; name: string }, profile: Profile): APIEmbed {
  const texts = ctx.privateTexts;
  const { t, money } = texts;
  const { wallet, totals, first, recent } = profile;
  const field = (name: string, value: string): APIEmbedField => ({ name: t(`economy.profile.${name}`), value, inline: true });
  const activity = recent?.map((row) => historyLine(texts, owner.id, row)).join('\n');
  return {
    author: { name: t('economy.profile.title', { name: owner.name }).slice(0, 256), ...(ctx.guildIcon ? { icon_url: ctx.guildIcon } : {}) },
    ...(wallet.frozen === null ? {} : { description: t('economy.wallet.frozen', { reason: plainText(wallet.frozen) }) }),
    color: GOLD,
    fields: [
      field('wallet', money(wallet.available)),
      field('rank', rankText(texts, profile)),
      field('streak', streakText(ctx, texts, profile)),
      field('received', money(totals.in)),
      field('spent', money(totals.out)),
      ...(wallet.held > 0 ? [field('held', money(wallet.held))] : []),
      field('first', first ? fullTime(first.at) : t('economy.profile.none')),
      ...(activity === undefined ? [] : [{ name: t('economy.profile.recent'), value: fieldText(activity || t('economy.history.empty')) }]),
    ],
  };
}

/** Whole lines that fit into a field of 1,024 characters. */
function fieldText(text: string): string {
  if (text.length <= 1_024) return text;
  return text.slice(0, text.lastIndexOf('\n', 1_024));
}

function rankText({ t, number }: Texts, { standing }: Profile): string {
  if (!standing) return t('economy.profile.none');
  if (standing.place === null) return t('economy.profile.uncounted');
  return t(standing.about === null ? 'economy.profile.place' : 'economy.profile.place_about', { place: number(standing.place) });
}

function streakText(ctx: Context, { t, number }: Texts, { daily }: Profile): string {
  if (!daily || ctx.now >= streakEnd(daily.at, ctx.settings)) return t('economy.profile.none');
  return t('economy.daily.days', { count: daily.streak, days: number(daily.streak) });
}
