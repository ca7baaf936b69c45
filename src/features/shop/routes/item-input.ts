import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import { snowflakeId } from '../../../define/page.ts';
import { isPublicAddress } from '../../../discord/outbox/address.ts';
import { assertOwnChannel } from '../../../discord/guild-view.ts';
import { AppError } from '../../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../../kernel/limits.ts';
import { actions, actionsOf, type Action } from '../action.ts';
import { findItem, NAME_MAX, type Item } from '../item.ts';
import { CATEGORY_MAX, COPY_DAYS_MAX, DESCRIPTION_MAX, EMOJI_MAX, isEmoji } from '../manage/form.ts';
import type { ItemFields } from '../manage/save.ts';
import { isHidden, withAddresses } from './item-json.ts';

const amount = z.int().min(0).max(AMOUNT_MAX);
const atLeastOne = z.int().min(1).max(AMOUNT_MAX);

/** What the API takes of an item, by the limits of the forms. null takes a rule away. */
export const itemFields = {
  name: z.string().transform((text) => text.trim().replace(/\s+/g, ' ')).pipe(z.string().min(1).max(NAME_MAX)),
  description: z.string().trim().max(DESCRIPTION_MAX),
  price: amount,
  category: z.string().trim().max(CATEGORY_MAX),
  emoji: z.string().trim().max(EMOJI_MAX).refine((text) => text === '' || isEmoji(text), { message: 'expected one emoji, or <:name:id>' }),
  limit_per_member: atLeastOne.nullable(),
  required_role: snowflakeId.nullable(),
  min_balance: atLeastOne.nullable(),
  transferable: z.boolean(),
  sell_rate: z.int().min(0).max(100),
  copy_days: z.int().min(1).max(COPY_DAYS_MAX).nullable(),
  actions,
};

type Asked = { [Name in keyof typeof itemFields]?: z.output<(typeof itemFields)[Name]> | undefined };

/** What was sent as a change of the item's row; what was left out stays as it is. */
export function changesOf(asked: Asked, before?: Item): Partial<ItemFields> {
  const { limit_per_member: limit, required_role: role, min_balance: balance, sell_rate: rate, copy_days: days, transferable, actions: sent, ...plain } = asked;
  const named = {
    ...plain, limitPerMember: limit, requiredRole: role, minBalance: balance, sellRate: rate, copyDays: days,
    transferable: transferable === undefined ? undefined : Number(transferable),
    actions: sent && JSON.stringify(withAddresses(sent, before ? actionsOf(before.actions) : [])),
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

/**
 * Refuses actions that could never be done, as `/shop-admin action` does: everybody's role, an item that is not there, an
 * address that is not public. @throws AppError
 */
export async function assertActions(ctx: Context, sent: Action[] | undefined, before?: Item): Promise<void> {
  for (const action of withAddresses(sent ?? [], before ? actionsOf(before.actions) : [])) {
    if ('role' in action && action.role === ctx.guildId) throw new AppError('invalid', 'errors.role_unknown');
    if (action.do === 'message') await assertOwnChannel(ctx, action.channel);
    if (action.do === 'webhook' && (isHidden(action.url) || !isPublicAddress(action.url))) throw new AppError('invalid', 'shop.manage.address');
    if (action.do === 'item' && !(await findItem(ctx, String(action.item)))) throw new AppError('not_found', 'shop.item.unknown');
  }
}
