import type { Context } from '../../../define/context.ts';
import type { UserValue } from '../../../define/options.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import { AMBER, GREEN, SLATE } from './colors.ts';

/** What staff does to a balance: mint, burn, or bring it to a figure. */
export type Way = 'give' | 'take' | 'set';

export interface Adjustment {
  user: UserValue;
  /** What is added or removed; for `set` the balance to reach. */
  amount: number;
  reason: string;
  /** Answered privately; nobody else is told. */
  silent: boolean;
}

/** A change of a balance as it was committed; `set` to the balance that was there already has no entry. */
export function adjustedView(ctx: Context, way: Way, { user, amount, reason, silent }: Adjustment, done: Done): MessageReply {
  const { t, money, number } = silent ? ctx.privateTexts : ctx.publicTexts;
  const entry = done.entries.find(({ kind }) => kind === `admin_${way}`);
  if (!entry) {
    const description = t('treasury.adjusted.already', { user: mention(user.id), amount: money(amount) });
    return { embeds: [{ description, color: SLATE }], private: silent };
  }
  const gained = entry.to === memberAccount(user.id);
  const after = gained ? entry.toAfter : entry.fromAfter;
  const before = gained ? after - entry.amount : after + entry.amount;
  const embed = {
    author: { name: t(`treasury.adjusted.${way}_title`), ...(ctx.guildIcon ? { icon_url: ctx.guildIcon } : {}) },
    description: `${t(`treasury.adjusted.${way}`, { user: mention(user.id), amount: money(amount) })}\n> ${plainText(reason)}`,
    color: gained ? GREEN : AMBER,
    fields: [
      { name: t('treasury.adjusted.balance'), value: `${money(before)} → ${money(after)}`, inline: true },
      { name: t('treasury.by'), value: mention(ctx.actor.id), inline: true },
    ],
    footer: { text: t('treasury.entry_hint', { seq: number(entry.seq) }) },
  };
  return { embeds: [embed], private: silent };
}
