import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, idempotencyKey } from '../../api.ts';
import { useServer } from '../../ui/server.ts';
import { shelfKey, useShopAgain, type Item } from './items.ts';

/** A list with one of its entries at another place. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...list.slice(from, from + 1));
}

/** Puts the shelf in another order: shown at once, and as it was where the API refuses. */
export function useOrder() {
  const server = useServer();
  const client = useQueryClient();
  const again = useShopAgain();
  const key = shelfKey(server, false);
  return useMutation({
    mutationFn: (items: Item[]) => answer(api[':server_id'].shop.order.$put({ param: { server_id: server }, json: { items: items.map(({ id }) => id) } }, { headers: idempotencyKey() })),
    onMutate: async (items) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Item[]>(key);
      client.setQueryData(key, items);
      return { before };
    },
    onError: (_error, _items, context) => client.setQueryData(key, context?.before),
    onSettled: () => void again(),
  });
}
