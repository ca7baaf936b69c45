import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api.ts';
import { useServer } from '../../ui/server.ts';

/** Types that a list can be narrowed to, in the order of a menu. */
export const TYPES = [
  'daily', 'work', 'task_reward', 'bounty_reward', 'start', 'transfer_send', 'transfer_receive', 'shop_purchase', 'shop_refund', 'shop_sale', 'item_use',
  'item_reward', 'item_expire', 'gift_send', 'gift_receive', 'custom_command', 'admin_give', 'admin_take', 'admin_set', 'admin_give_role', 'reverse',
  'hold_open', 'hold_post', 'hold_void', 'hold_expire',
] as const;

/** With the kinds that two types stand for, where sides are not told apart. */
const NAMED = [...TYPES, 'pay', 'item_gift'] as const;

/** The type of one member's side of a movement of this kind. */
export function sideOf(kind: string, amount: number): string {
  if (kind === 'pay') return amount < 0 ? 'transfer_send' : 'transfer_receive';
  return kind === 'item_gift' ? (amount < 0 ? 'gift_send' : 'gift_receive') : kind;
}

/** Names types as people know them; one that is not known is shown as it is written. */
export function useTypeName(): (type: string) => string {
  const { t } = useTranslation('transactions');
  return (type) => {
    const known = NAMED.find((name) => name === type);
    return known ? t(`type.${known}`) : type.replaceAll('_', ' ');
  };
}

/** The items of the shop by the name of their asset, retired ones too. */
export function useItemNames(): Map<string, string> {
  const server = useServer();
  const { data } = useQuery({
    queryKey: [server, 'shop', 'names'], staleTime: 300_000,
    queryFn: () => answer(api[':server_id'].shop.$get({ param: { server_id: server }, query: { active_only: 'false', per_page: 100 } })),
  });
  return new Map((data?.data ?? []).map(({ id, name, emoji }) => [`item:${id}`, `${emoji} ${name}`.trim()]));
}

/** Writes an amount of any asset: money, or copies of an item. */
export function useAssets(money: (amount: number) => string, number: (value: number) => string): (asset: string, amount: number) => string {
  const names = useItemNames();
  return (asset, amount) => (asset === 'coin' ? money(amount) : `${number(amount)} × ${names.get(asset) ?? asset}`);
}
