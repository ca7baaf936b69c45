import { numberOrNull, typedOf, type Typed } from '../../ui/numbers.ts';
import type { Item, ItemChange, NewItem } from './items.ts';

export type Action = NonNullable<NewItem['actions']>[number];

/** An item as its form holds it; fields are named as the API names them, so that a refusal finds its field. */
export interface ItemValues extends Record<string, unknown> {
  name: string;
  description: string;
  emoji: string;
  category: string;
  price: Typed;
  /** Only of a new item; empty is unlimited. */
  stock: Typed;
  limit_per_member: Typed;
  required_role: string | null;
  min_balance: Typed;
  transferable: boolean;
  sell_rate: Typed;
  copy_days: Typed;
  actions: Action[];
}

export const NEW_ITEM: ItemValues = {
  name: '', description: '', emoji: '', category: '', price: '', stock: '', limit_per_member: '', required_role: null, min_balance: '', transferable: true,
  sell_rate: 0, copy_days: '', actions: [],
};

export function valuesOf(item: Item): ItemValues {
  return {
    name: item.name, description: item.description, emoji: item.emoji, category: item.category, price: item.price, stock: '',
    limit_per_member: typedOf(item.limits.per_member), required_role: item.requirements.role_id, min_balance: typedOf(item.requirements.min_balance),
    transferable: item.transferable, sell_rate: item.sell_rate, copy_days: typedOf(item.copy_days),
    // The document leaves them open on the way out, because a webhook's address is shortened; they have the shape that goes in.
    actions: item.actions as Action[],
  };
}

const NUMBERS = ['limit_per_member', 'min_balance', 'copy_days'] as const;

/** What of the form goes to the API: null where a rule was emptied. */
export function changeOf({ stock: _stock, ...changed }: Partial<ItemValues>): ItemChange {
  const { price, sell_rate: rate, limit_per_member: _limit, min_balance: _balance, copy_days: _days, ...plain } = changed;
  const rules = Object.fromEntries(NUMBERS.flatMap((field) => (changed[field] === undefined ? [] : [[field, numberOrNull(changed[field])]])));
  return { ...plain, ...rules, ...(price === undefined ? {} : { price: Number(price) }), ...(rate === undefined ? {} : { sell_rate: Number(rate) }) };
}

export function newItemOf(values: ItemValues): NewItem {
  return { ...changeOf(values), name: values.name, price: Number(values.price), stock: numberOrNull(values.stock) ?? -1 };
}
