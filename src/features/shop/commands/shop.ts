import { command } from '../../../define/command.ts';
import { choice, integer, string } from '../../../define/options.ts';
import { showItem, showShelf } from '../components/browse.ts';
import { completeCategory, completeItem, completePurchase } from '../completion.ts';
import { NAME_MAX, QUANTITY_MAX } from '../item.ts';
import { buy as buyItem } from '../purchase.ts';
import { refund as refundPurchase } from '../refund.ts';
import { ALL, categoryMark, SORTS } from '../shelf.ts';

const item = string({ required: true, min: 1, max: NAME_MAX, autocomplete: completeItem });
const quantity = integer({ min: 1, max: QUANTITY_MAX });
const purchase = { permission: 'member', reply: 'private', changes: 'own', pausable: 'shop', hot: true } as const;

export const browse = command({
  name: 'browse', permission: 'member', reply: 'private',
  options: { category: string({ max: 32, autocomplete: completeCategory }), sort: choice(SORTS) },
  run: (ctx, { category, sort = 'shelf' }) => showShelf(ctx, { page: 1, category: category ? categoryMark(category) : ALL, sort }),
});

export const itemCommand = command({
  name: 'item', permission: 'member', reply: 'private', options: { item },
  run: (ctx, options) => showItem(ctx, options.item),
});

export const shopBuy = command({
  ...purchase, name: 'buy', options: { item, quantity },
  run: (ctx, options) => buyItem(ctx, options.item, options.quantity ?? 1),
});

/** The short form of /shop buy that members of older bots know. */
export const buy = command({
  ...purchase, name: 'buy', options: { item, quantity },
  run: (ctx, options) => buyItem(ctx, options.item, options.quantity ?? 1),
});

export const refund = command({
  name: 'refund', permission: 'member', reply: 'private', changes: 'own', hot: true,
  options: { purchase: string({ required: true, min: 1, max: 20, autocomplete: completePurchase }) },
  run: (ctx, options) => refundPurchase(ctx, options.purchase),
});
