import * as z from 'zod';
import { actionsOf, type Action } from '../action.ts';
import type { Item } from '../item.ts';
import type { CardState } from '../../../discord/card-state.ts';

/** An action as the API shows it: of a webhook's address only the host, because the rest of it is a key. */
const shownAction = z.looseObject({ do: z.string() });

export const itemBody = z.object({
  id: z.int(), name: z.string(), description: z.string(), emoji: z.string(), price: z.int(), category: z.string(),
  /** -1 is unlimited. */
  stock: z.int(),
  is_active: z.boolean(), position: z.int(), channel_id: z.string().nullable(), message_id: z.string().nullable(),
  /** How the card in Discord stands; null where there is none, and in the answer to a change, which Discord hears of after it. */
  sync: z.object({ state: z.string(), error: z.string() }).nullable(),
  limits: z.object({ per_member: z.int().nullable() }),
  requirements: z.object({ role_id: z.string().nullable(), min_balance: z.int().nullable() }),
  transferable: z.boolean(), sell_rate: z.int(), copy_days: z.int().nullable(), actions: z.array(shownAction),
  created_at: z.string(), updated_at: z.string(), version: z.int(),
  /** Copies sold, refunds not taken off; null where counting them would cost more than the item: in lists, and past a year. */
  metadata: z.object({ sales_count: z.int().nullable() }),
});
export type ItemBody = z.infer<typeof itemBody>;

/** Ends a webhook's address that was shown without its key. */
const HIDDEN = '/…';

/** Whether an address is one that was shown without its key. */
export const isHidden = (url: string): boolean => url.endsWith(HIDDEN);

function shown(action: Action): Action {
  return action.do === 'webhook' ? { ...action, url: new URL(action.url).origin + HIDDEN } : action;
}

/** Actions as they were sent, with the addresses that the client was not shown put back. */
export function withAddresses(sent: Action[], before: Action[]): Action[] {
  const hidden = before.filter((action) => action.do === 'webhook');
  return sent.map((action) => {
    if (action.do !== 'webhook' || !isHidden(action.url)) return action;
    const index = hidden.findIndex(({ url }) => new URL(url).origin + HIDDEN === action.url);
    return hidden.splice(index, index < 0 ? 0 : 1)[0] ?? action;
  });
}

/** An item as the API shows it. */
export function showItem(item: Item, more: { stock: number; card?: CardState | undefined; sales?: number | null }): ItemBody {
  const { stock, card, sales = null } = more;
  return {
    id: item.itemId, name: item.name, description: item.description, emoji: item.emoji, price: item.price, category: item.category, stock,
    is_active: item.active === 1, position: item.position, channel_id: card?.channel ?? null, message_id: card?.message ?? null,
    sync: card ? { state: card.state, error: card.error } : null,
    limits: { per_member: item.limitPerMember }, requirements: { role_id: item.requiredRole, min_balance: item.minBalance },
    transferable: item.transferable === 1, sell_rate: item.sellRate, copy_days: item.copyDays, actions: actionsOf(item.actions).map(shown),
    created_at: new Date(item.createdAt).toISOString(), updated_at: new Date(item.updatedAt).toISOString(), version: item.version,
    metadata: { sales_count: sales },
  };
}
