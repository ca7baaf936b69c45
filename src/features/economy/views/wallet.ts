import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { plainText } from '../../../kernel/markdown.ts';
import type { Wallet } from '../../../guild/protocol.ts';
import { giveButton } from '../components/give.ts';
import { historyButton } from '../components/history.ts';
import { GOLD } from './colors.ts';

/** Whose wallet it is; `receives`: whether the reader could pay into it. */
export interface WalletOwner {
  id: string;
  name: string;
  receives: boolean;
}

/** A member's wallet: what can be spent, what is held, and whether it is frozen. */
export function walletView(ctx: Context, owner: WalletOwner, wallet: Wallet, isPublic: boolean): MessageReply {
  const { t, money } = isPublic ? ctx.publicTexts : ctx.privateTexts;
  const fields = [{ name: t('economy.wallet.available'), value: money(wallet.available), inline: true }];
  if (wallet.held > 0) {
    fields.push({ name: t('economy.wallet.held'), value: money(wallet.held), inline: true });
    fields.push({ name: t('economy.wallet.total'), value: money(wallet.available + wallet.held), inline: true });
  }
  return {
    embeds: [
      {
        author: { name: t('economy.wallet.title', { name: owner.name }).slice(0, 256), ...(ctx.guildIcon ? { icon_url: ctx.guildIcon } : {}) },
        color: GOLD,
        fields,
        ...(wallet.frozen === null ? {} : { description: t('economy.wallet.frozen', { reason: plainText(wallet.frozen) }) }),
      },
    ],
    components: isPublic ? [] : nextSteps(ctx, owner),
    private: !isPublic,
  };
}

function nextSteps(ctx: Context, owner: WalletOwner): NonNullable<MessageReply['components']> {
  const { t } = ctx.privateTexts;
  const own = owner.id === ctx.actor.id;
  const buttons = [
    ...(own || ctx.actor.may('moderator') ? [button(historyButton(owner.id), t('economy.buttons.history'), { emoji: '📜' })] : []),
    ...(!own && owner.receives ? [button(giveButton.id({ to: owner.id }), t('economy.buttons.give'), { emoji: '🎁' })] : []),
  ];
  return buttons.length > 0 ? [row(...buttons)] : [];
}
