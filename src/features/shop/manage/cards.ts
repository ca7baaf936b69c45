import { and, eq } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import { postMessage } from '../../../discord/rows.ts';
import { shopItem } from '../../../db/schema/shop.ts';
import { AppError } from '../../../kernel/errors.ts';
import { auditRow } from '../../../ledger/also.ts';
import type { Done } from '../../../ledger/operation.ts';
import { findItem, ON_SALE, UNKNOWN_ITEM } from '../item.ts';

const POST = 'shop_post';
/** Cards that one command posts. */
const CARDS_MAX = 50;

/** Posts the card of one item, or of all on sale, in the channel that is named or else in the shop channel; a card is moved, never doubled. */
export async function postCards(ctx: Context, channel: string | undefined, typed: string | undefined): Promise<Done> {
  const where = channel ?? ctx.settings.channels.shop;
  if (!where) throw new AppError('invalid', 'shop.post.no_channel');
  const items = await itemsOf(ctx, typed);
  if (items === undefined) return ctx.ledger.refuse(POST, UNKNOWN_ITEM);
  if (items.length === 0) return ctx.ledger.refuse(POST, { code: 'not_found', text: 'shop.post.nothing' });
  const note = auditRow({ action: 'shop-admin.post', target: `channel:${where}`, after: { items }, source: ctx.source });
  return ctx.ledger.post({
    kind: POST, also: [...items.map((item) => postMessage('item', item, where)), note], data: { channel: where, cards: items.length },
  });
}

/** Ids of what is to be posted; undefined where the named one is not on sale. */
async function itemsOf(ctx: Context, typed: string | undefined): Promise<number[] | undefined> {
  if (typed !== undefined) {
    const item = await findItem(ctx, typed);
    return item?.active === 1 ? [item.itemId] : undefined;
  }
  const rows = await ctx.db.select({ itemId: shopItem.itemId }).from(shopItem)
    .where(and(eq(shopItem.guild, ctx.guildId), ON_SALE)).orderBy(shopItem.position, shopItem.itemId).limit(CARDS_MAX);
  return rows.map(({ itemId }) => itemId);
}
