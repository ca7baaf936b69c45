import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { INVENTORY_PAGE, readInventory } from '../inventory.ts';
import { inventoryEmbed } from '../views/inventory.ts';

/** Pages of an inventory, and the button after a purchase that opens the first. */
export const inventoryPage = component({
  key: 'shop_inventory',
  version: 1,
  state: { move: z.enum(['open', 'turn']), user: z.string().regex(/^\d{15,20}$/), page: z.coerce.number().int().min(1).max(1_000) },
  permission: 'member',
  reply: 'private',
  updates: true,
  async run(ctx, { move, user, page }) {
    const shown = await showInventory(ctx, user, page);
    return move === 'open' ? shown : { ...shown, update: true };
  },
});

/** The custom_id of a button that opens a member's inventory. */
export const inventoryButton = (user: string): string => inventoryPage.id({ move: 'open', user, page: 1 });

/** A page of what a member holds, for the reader alone. */
export async function showInventory(ctx: Context, user: string, page: number): Promise<MessageReply> {
  const { t } = ctx.privateTexts;
  const found = await readInventory(ctx, user, page);
  const more = found.length > INVENTORY_PAGE;
  const turn = (to: number, text: string, disabled: boolean): ReturnType<typeof button> =>
    button(inventoryPage.id({ move: 'turn', user, page: to }), t(text), { disabled });
  const pages = page > 1 || more
    ? [row(turn(Math.max(1, page - 1), 'shop.buttons.previous', page === 1), turn(page + 1, 'shop.buttons.next', !more))]
    : [];
  return { embeds: [inventoryEmbed(ctx, user, found.slice(0, INVENTORY_PAGE))], components: pages, private: true };
}
