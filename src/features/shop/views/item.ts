import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord-api-types/v10';
import { button, row } from '../../../define/controls.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { actionsOf } from '../action.ts';
import { buyButton, buyMoreButton } from '../components/buy.ts';
import { label, type Item } from '../item.ts';
import { effectLines } from './actions.ts';
import { GOLD, SLATE } from './colors.ts';

/** The stock as people read it; -1 is unlimited. */
export function stockText({ t, number }: Texts, stock: number): string {
  if (stock < 0) return t('shop.item.unlimited');
  return stock === 0 ? t('shop.item.sold_out') : number(stock);
}

/** An item: what it is, costs and does, and who may buy it. `inline` fields first, so that a phone shows them in pairs. */
export function itemEmbed(texts: Texts, item: Item, stock: number): APIEmbed {
  const { t, money, number } = texts;
  const effects = effectLines(texts, actionsOf(item.actions));
  const field = (name: string, value: string | null, inline = true): { name: string; value: string; inline: boolean }[] =>
    value === null ? [] : [{ name: t(`shop.item.${name}`), value: value.slice(0, 1_024), inline }];
  return {
    title: label(item).slice(0, 256),
    ...(item.description ? { description: item.description } : {}),
    color: item.active === 1 ? GOLD : SLATE,
    fields: [
      ...field('price', money(item.price)),
      ...field('stock', item.active === 1 ? stockText(texts, stock) : t('shop.item.retired')),
      ...field('category', item.category || null),
      ...field('limit', item.limitPerMember === null ? null : number(item.limitPerMember)),
      ...field('role', item.requiredRole === null ? null : `<@&${item.requiredRole}>`),
      ...field('min_balance', item.minBalance === null ? null : money(item.minBalance)),
      ...field('days_label', item.copyDays === null ? null : t('shop.item.days', { days: number(item.copyDays) })),
      ...field('sell_rate', item.sellRate === 0 ? null : `${number(item.sellRate)} %`),
      ...field('bound', item.transferable === 1 ? null : t('shop.item.bound_value')),
      ...field('effects', effects.length > 0 ? effects.join('\n') : null, false),
    ],
    // By this the outbox finds its own card again.
    footer: { text: t('shop.item.number', { item: item.itemId }) },
  };
}

/** The buttons by which an item is bought; grey where there is nothing to buy. */
export function buyRow({ t }: Texts, { itemId, active }: Item, stock: number): APIActionRowComponent<APIComponentInMessageActionRow> {
  const disabled = active === 0 || stock === 0;
  return row(
    button(buyButton.id({ item: itemId }), t('shop.buttons.buy'), { style: 'success', emoji: '🛒', disabled }),
    button(buyMoreButton.id({ item: itemId }), t('shop.buttons.buy_more'), { disabled }),
  );
}
