import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { plainText } from '../../../discord/markdown.ts';
import type { Wallet } from '../../../guild/protocol.ts';
import { GOLD } from './colors.ts';

/** A member's wallet: what can be spent, what is held, and whether it is frozen. */
export function walletView(ctx: Context, owner: { id: string; name: string }, wallet: Wallet, isPublic: boolean): MessageReply {
  const { t, money } = isPublic ? ctx.publicTexts : ctx.privateTexts;
  const fields = [{ name: t('economy.wallet.available'), value: money(wallet.available), inline: true }];
  if (wallet.held > 0) {
    fields.push({ name: t('economy.wallet.held'), value: money(wallet.held), inline: true });
    fields.push({ name: t('economy.wallet.total'), value: money(wallet.available + wallet.held), inline: true });
  }
  return {
    embeds: [
      {
        author: { name: t('economy.wallet.title', { name: owner.name }), ...(ctx.guildIcon ? { icon_url: ctx.guildIcon } : {}) },
        color: GOLD,
        fields,
        ...(wallet.frozen === null ? {} : { description: t('economy.wallet.frozen', { reason: plainText(wallet.frozen) }) }),
      },
    ],
    private: !isPublic,
  };
}
