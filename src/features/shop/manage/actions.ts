import type { Context } from '../../../define/context.ts';
import type { NamedValue } from '../../../define/options.ts';
import { isPublicAddress } from '../../../discord/outbox/address.ts';
import { AppError } from '../../../kernel/errors.ts';
import type { Done } from '../../../ledger/operation.ts';
import { ACTIONS_MAX, actionsOf, ADDRESS_MAX, type Action, type ACTION_TYPES } from '../action.ts';
import { findItem, stockOf, UNKNOWN_ITEM } from '../item.ts';
import { dataOf } from './edit.ts';
import { saving } from './save.ts';

const KIND = 'shop_action';

/** What staff may say of an action; which of it counts hangs on the type. */
export interface ActionAsked {
  type: (typeof ACTION_TYPES)[number] | 'clear';
  role: NamedValue | undefined;
  hours: number | undefined;
  amount: number | undefined;
  gives: string | undefined;
  channel: NamedValue | undefined;
  text: string | undefined;
}

/** Adds an action to an item, or clears them all. */
export async function changeActions(ctx: Context, typed: string, asked: ActionAsked): Promise<Done> {
  const before = await findItem(ctx, typed);
  if (!before) return ctx.ledger.refuse(KIND, UNKNOWN_ITEM);
  const present = actionsOf(before.actions);
  const gives = asked.gives === undefined ? undefined : await findItem(ctx, asked.gives);
  const next = asked.type === 'clear' ? [] : [...present, actionOf(ctx, asked, gives?.itemId)];
  if (next.length > ACTIONS_MAX) return ctx.ledger.refuse(KIND, { code: 'limited', text: 'shop.manage.actions_full', params: { most: ACTIONS_MAX } });
  const stock = await stockOf(ctx.db, before);
  const { item, also, basis } = saving(ctx, {
    itemId: before.itemId, before, changes: { actions: JSON.stringify(next) }, action: 'shop-admin.action',
  });
  return ctx.ledger.post({ kind: KIND, also, basis, data: dataOf(item, stock, 'acted') });
}

function actionOf(ctx: Context, { type, role, hours, amount, channel, text }: ActionAsked, gives: number | undefined): Action {
  const needed = <T>(value: T | undefined, option: string): T => {
    if (value === undefined) throw new AppError('invalid', 'errors.option_missing', { option });
    return value;
  };
  switch (type) {
    case 'role': return { do: 'role', role: roleOf(ctx, needed(role, 'role')) };
    case 'timed_role': return { do: 'timed_role', role: roleOf(ctx, needed(role, 'role')), hours: needed(hours, 'hours') };
    case 'coins': return { do: 'coins', amount: needed(amount, 'amount') };
    case 'item': return { do: 'item', item: needed(gives, 'gives'), amount: Math.min(amount ?? 1, 1_000) };
    case 'message': return { do: 'message', channel: needed(channel, 'channel').id, text: needed(text, 'text') };
    case 'webhook': return { do: 'webhook', url: addressOf(needed(text, 'text')) };
    case 'manual': return { do: 'manual', text: text ?? '' };
    case 'clear': throw new Error('clear is no action');
  }
}

/** Everybody has the role whose id is the server's. */
function roleOf(ctx: Context, { id }: NamedValue): string {
  if (id === ctx.guildId) throw new AppError('invalid', 'errors.role_unknown');
  return id;
}

function addressOf(text: string): string {
  if (!isPublicAddress(text) || text.length > ADDRESS_MAX) throw new AppError('invalid', 'shop.manage.address');
  return text;
}
