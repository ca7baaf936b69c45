import type { Context } from '../../define/context.ts';
import type { UserValue } from '../../define/options.ts';
import type { MessageReply } from '../../define/reply.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import { memberAccount } from '../../ledger/accounts.ts';
import { findItem, noteOf, UNKNOWN_ITEM } from './item.ts';
import { lotMovements, readLots, takeCopies } from './lots.ts';
import { fenceItem } from './statements.ts';
import { giftView } from './views/gift.ts';

const GIFT = 'item_gift';

/** Gives copies to another member. Each lot moves by itself, so that a copy expires when it would have anyway. */
export async function gift(ctx: Context, typed: string, receiver: UserValue, quantity: number): Promise<MessageReply> {
  if (receiver.bot) throw new AppError('invalid', 'shop.use.no_bots');
  if (receiver.id === ctx.actor.id) throw new AppError('invalid', 'errors.no_self');
  if (!receiver.member) throw new AppError('not_found', 'errors.not_member');
  const refuse = async (refusal: Refusal): Promise<MessageReply> => giftView(ctx, await ctx.ledger.refuse(GIFT, refusal));
  const item = await findItem(ctx, typed);
  if (!item) return refuse(UNKNOWN_ITEM);
  if (item.transferable === 0) return refuse({ code: 'blocked', text: 'shop.gift.bound' });
  const found = takeCopies(await readLots(ctx, memberAccount(ctx.actor.id), item.itemId), quantity, ctx.now);
  if ('refusal' in found) return refuse(found.refusal);
  const { itemId, version, name, emoji } = item;
  const done = await ctx.ledger.post({
    kind: GIFT,
    movements: lotMovements(found.taken, { kind: GIFT, to: memberAccount(receiver.id), note: noteOf(item, quantity) }),
    also: [fenceItem({ item: itemId, version })],
    data: { name, emoji, quantity, from: ctx.actor.id, to: receiver.id },
  });
  return giftView(ctx, done);
}
