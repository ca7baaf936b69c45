import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, ifMatch, type ApiSchema } from '../../../api.ts';
import { etagOf } from '../../../ui/etag.ts';
import { useServer } from '../../../ui/server.ts';

export type Order = ApiSchema['/api/:server_id/shop/orders']['$get']['output']['data'][number];
export const STATES = ['waiting', 'done', 'refunded', 'all'] as const;
export type OrderState = (typeof STATES)[number];

/** What a word in the address means; waiting orders where it means nothing. */
export const stateOf = (text: string | undefined): OrderState => STATES.find((state) => state === text) ?? 'waiting';

interface Asked {
  state: OrderState;
  user: string | undefined;
  cursor: string | undefined;
}

/** A page of the orders that staff hands out. */
export function useOrders({ state, user, cursor }: Asked) {
  const server = useServer();
  const query = { state, per_page: 25, ...(user === undefined ? {} : { user_id: user }), ...(cursor === undefined ? {} : { cursor }) };
  return useQuery({ queryKey: [server, 'shop', 'orders', query], queryFn: () => answer(api[':server_id'].shop.orders.$get({ param: { server_id: server }, query })) });
}

/** Moves an order along; the member is told. */
export function useMoveOrder() {
  const server = useServer();
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ order: { id, version }, state, note }: { order: Order; state: Exclude<OrderState, 'all'>; note: string }) => answer(api[':server_id'].shop.orders[':order_id'].$put(
      { param: { server_id: server, order_id: String(id) }, json: { state, note } }, { headers: ifMatch(etagOf(version)) },
    )),
    onSettled: () => void client.invalidateQueries({ queryKey: [server, 'shop'] }),
  });
}
