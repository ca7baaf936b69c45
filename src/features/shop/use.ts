import type { Context } from '../../define/context.ts';
import type { UserValue } from '../../define/options.ts';
import type { MessageReply } from '../../define/reply.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import { BURN, memberAccount } from '../../ledger/accounts.ts';
import { MOVEMENTS_MAX } from '../../kernel/limits.ts';
import { actionsOf } from './action.ts';
import { planEffects } from './effects.ts';
import { findItem, noteOf, UNKNOWN_ITEM } from './item.ts';
import { lotMovements, readLots, takeCopies } from './lots.ts';
import { fenceItem } from './statements.ts';
import { usedView } from './views/used.ts';

/** Kind of the entry that takes the copies. */
const USE = 'item_use';

/** Uses up copies and does what the item's actions say, for the owner or for another member, in one batch. */
export async function use(ctx: Context, typed: string, quantity: number, target: UserValue | undefined): Promise<MessageReply> {
  if (target?.bot) throw new AppError('invalid', 'shop.use.no_bots');
  if (target && !target.member) throw new AppError('not_found', 'errors.not_member');
  const refuse = async (refusal: Refusal): Promise<MessageReply> => usedView(ctx, await ctx.ledger.refuse(USE, refusal));
  const item = await findItem(ctx, typed);
  if (!item) return refuse(UNKNOWN_ITEM);
  const found = takeCopies(await readLots(ctx, memberAccount(ctx.actor.id), item.itemId), quantity, ctx.now);
  if ('refusal' in found) return refuse(found.refusal);
  const byHand = actionsOf(item.actions).some(({ do: what }) => what === 'manual');
  // A refund of the order goes to whoever it is for, so that must be the one who gave the copies.
  if (byHand && target && target.id !== ctx.actor.id) return refuse({ code: 'blocked', text: 'shop.use.only_self' });
  const who = target ?? { id: ctx.actor.id, roles: ctx.actor.roles };
  const effects = await planEffects(ctx, { item, quantity, taken: found.taken, who });
  if ('refusal' in effects) return refuse(effects.refusal);
  const { itemId, version, name, emoji, actions } = item;
  const movements = [...lotMovements(found.taken, { kind: USE, to: BURN, note: noteOf(item, quantity) }), ...effects.movements];
  if (movements.length > MOVEMENTS_MAX) throw new Error('an item that moves too much at once');
  const done = await ctx.ledger.post({
    kind: USE, movements,
    also: [fenceItem({ item: itemId, version }), ...effects.also],
    basis: effects.basis,
    data: { name, emoji, quantity, actions, who: who.id },
  });
  return usedView(ctx, done);
}
