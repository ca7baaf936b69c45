import { and, eq } from 'drizzle-orm';
import type { Mirror } from '../../define/mirror.ts';
import { shopItem } from '../../db/schema/shop.ts';
import { stockOf } from './item.ts';
import { buyRow, itemEmbed } from './views/item.ts';

/** The card of an item in the shop channel, in the server's language. A retired item has none. */
export const itemCard: Mirror = {
  kind: 'item',
  whenDeleted: 'repost',
  async render({ db, guildId, texts }, record) {
    const [item] = await db.select().from(shopItem).where(and(eq(shopItem.guild, guildId), eq(shopItem.itemId, Number(record))));
    if (!item || item.active === 0) return null;
    const stock = await stockOf(db, item);
    return { embeds: [itemEmbed(texts, item, stock)], components: [buyRow(texts, item, stock)] };
  },
};
