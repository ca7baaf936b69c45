import { command } from '../../../define/command.ts';
import { integer, string, user } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { completeHeld } from '../completion.ts';
import { showInventory } from '../components/inventory.ts';
import { askSale } from '../components/sell.ts';
import { gift as giveCopies } from '../gift.ts';
import { NAME_MAX, QUANTITY_MAX } from '../item.ts';
import { use as useCopies } from '../use.ts';

const item = string({ required: true, min: 1, max: NAME_MAX, autocomplete: completeHeld });
const quantity = integer({ min: 1, max: QUANTITY_MAX });

export const view = command({
  name: 'view', permission: 'member', reply: 'private', options: { user: user() },
  async run(ctx, { user: member }) {
    if (member?.bot) throw new AppError('invalid', 'shop.use.no_bots');
    return showInventory(ctx, member?.id ?? ctx.actor.id, 1);
  },
});

export const use = command({
  name: 'use', permission: 'member', reply: 'private', changes: 'own', hot: true, options: { item, quantity, target: user() },
  run: (ctx, options) => useCopies(ctx, options.item, options.quantity ?? 1, options.target),
});

export const gift = command({
  name: 'gift', permission: 'member', reply: 'public', changes: 'own', pausable: 'transfers', hot: true,
  options: { item, user: user({ required: true }), quantity },
  run: (ctx, options) => giveCopies(ctx, options.item, options.user, options.quantity ?? 1),
});

export const sell = command({
  name: 'sell', permission: 'member', reply: 'private', pausable: 'shop', options: { item, quantity },
  run: (ctx, options) => askSale(ctx, options.item, options.quantity ?? 1),
});
