import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { DAY_MS, HOUR_MS } from '../../../kernel/clock.ts';
import { fullTime, relativeTime } from '../../../kernel/markdown.ts';
import { COIN } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import { inventoryButton } from '../components/inventory.ts';
import { label } from '../item.ts';
import { purchaseData } from '../purchase-data.ts';
import { GREEN } from './colors.ts';

/** A purchase as it was committed. Its number is that of the entry by which the copies came. */
export function boughtView(ctx: Context, done: Done): MessageReply {
  const { t, money, number } = ctx.privateTexts;
  const data = purchaseData.parse(done.data);
  const copies = done.entries.find(({ kind, asset }) => kind === 'shop_purchase' && asset !== COIN);
  const paid = done.entries.find(({ kind, asset }) => kind === 'shop_purchase' && asset === COIN);
  if (!copies) throw new Error('a purchase without copies');
  const fields = [
    { name: t('shop.buy.you_have'), value: number(copies.toAfter), inline: true },
    ...(paid ? [{ name: t('shop.buy.balance'), value: money(paid.fromAfter), inline: true }] : []),
    ...(data.days === null ? [] : [{ name: t('shop.item.expires'), value: fullTime(done.at + data.days * DAY_MS), inline: true }]),
    ...(data.refundHours === 0 ? [] : [{ name: t('shop.buy.refundable'), value: relativeTime(done.at + data.refundHours * HOUR_MS), inline: true }]),
  ];
  const description = t('shop.buy.done', { quantity: number(data.quantity), item: label(data), total: money(data.total) });
  return {
    embeds: [{ description, color: GREEN, fields, footer: { text: t('shop.buy.purchase', { purchase: copies.seq }) } }],
    components: [row(button(inventoryButton(ctx.actor.id), t('shop.buttons.inventory'), { emoji: '🎒' }))],
    private: true,
  };
}
