import type { APIEmbed } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import { label, type Item } from '../item.ts';
import type { Shelf } from '../shelf.ts';
import { GOLD } from './colors.ts';
import { stockText } from './item.ts';

/** Characters of a description that a page shows; the item itself shows it all. */
const TEASER_MAX = 120;

/** A page of the shop. */
export function shelfEmbed(ctx: Context, { items, stock, category, page, pages }: Shelf): APIEmbed {
  const { t } = ctx.privateTexts;
  const title = category === null ? t('shop.browse.title') : t('shop.browse.title_category', { category });
  const icon = ctx.guildIcon ? { thumbnail: { url: ctx.guildIcon } } : {};
  if (items.length === 0) return { title, description: t(ctx.actor.may('shopkeeper') ? 'shop.browse.empty_staff' : 'shop.browse.empty'), color: GOLD };
  return {
    title: title.slice(0, 256), color: GOLD, ...icon,
    fields: items.map((item) => ({ name: label(item).slice(0, 256), value: lineOf(ctx, item, stock.get(item.itemId) ?? 0) })),
    footer: { text: t('shop.browse.page', { page, pages }) },
  };
}

function lineOf(ctx: Context, item: Item, stock: number): string {
  const { t, money } = ctx.privateTexts;
  const left = stock < 0 ? '' : ` · ${stock === 0 ? `**${t('shop.item.sold_out')}**` : t('shop.browse.left', { stock: stockText(ctx.privateTexts, stock) })}`;
  const teaser = item.description.length > TEASER_MAX ? `${item.description.slice(0, TEASER_MAX)}…` : item.description;
  return [`**${money(item.price)}**${left} · \`#${item.itemId}\``, teaser.replace(/\s+/g, ' ')].filter(Boolean).join('\n');
}
