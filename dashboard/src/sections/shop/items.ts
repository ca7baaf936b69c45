import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, idempotencyKey, ifMatch, versioned, type ApiSchema } from '../../api.ts';
import { showDone, showUndo } from '../../app/notify.tsx';
import { etagOf } from '../../ui/etag.ts';
import { useServer } from '../../ui/server.ts';

export type Item = ApiSchema['/api/:server_id/shop']['$get']['output']['data'][number];
export type NewItem = ApiSchema['/api/:server_id/shop']['$post']['input']['json'];
export type ItemChange = ApiSchema['/api/:server_id/shop/:item_id']['$put']['input']['json'];
export type StockChange = ApiSchema['/api/:server_id/shop/:item_id/stock']['$put']['input']['json'];

/** Pages that are read: the shelf holds 200 items at most, retired ones may be more. */
const PAGES_MAX = 10;
const PER_PAGE = 100;
/** Days that the column of sales counts. */
export const SALES_DAYS = 30;

export const shelfKey = (server: string, retired: boolean): [string, 'shop', 'items', boolean] => [server, 'shop', 'items', retired];

/** All items: those on sale in the order of the shelf, or with retired ones by number. */
export function useItems(retired: boolean) {
  const server = useServer();
  return useQuery({
    queryKey: shelfKey(server, retired),
    queryFn: async () => {
      const items: Item[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const query = { per_page: PER_PAGE, active_only: retired ? 'false' as const : 'true' as const, ...(cursor === null ? {} : { cursor }) };
        const read: ApiSchema['/api/:server_id/shop']['$get']['output'] = await answer(api[':server_id'].shop.$get({ param: { server_id: server }, query }));
        items.push(...read.data);
        cursor = read.next_cursor;
        if (cursor === null) break;
      }
      return items;
    },
  });
}

/** Copies sold lately, by item. */
export function useSales() {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'shop', 'sales'],
    queryFn: async () => {
      const { items } = await answer(api[':server_id'].shop.sales.$get({ param: { server_id: server }, query: { days: SALES_DAYS } }));
      return new Map(items.map(({ id, sold }) => [id, sold]));
    },
  });
}

/** One item at its version, with its sales. */
export function useItem(id: string) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'shop', 'item', id],
    queryFn: () => versioned(api[':server_id'].shop[':item_id'].$get({ param: { server_id: server, item_id: id } })),
  });
}

/** Reads the shop anew: after a change, and after one that was refused. */
export function useShopAgain(): () => Promise<void> {
  const client = useQueryClient();
  const server = useServer();
  return () => client.invalidateQueries({ queryKey: [server, 'shop'] });
}

/** Takes an item off sale, which can be taken back for a while, or puts it on sale again. */
export function useActive() {
  const { t } = useTranslation('shop');
  const server = useServer();
  const again = useShopAgain();
  const shop = api[':server_id'].shop[':item_id'];
  const change = useMutation({
    mutationFn: ({ item: { id, version }, active }: { item: Item; active: boolean }) => {
      const [param, headers] = [{ server_id: server, item_id: String(id) }, ifMatch(etagOf(version))];
      return active ? answer(shop.$put({ param, json: { is_active: true } }, { headers })) : answer(shop.$delete({ param }, { headers }));
    },
    // Here and not with the call: the row that calls may be gone by then.
    onSuccess: (item, { active }) => {
      if (active) showDone(t('soldAgain', { name: item.name }));
      else showUndo(t('retiredNow', { name: item.name }), () => change.mutate({ item, active: true }));
    },
    onSettled: () => void again(),
  });
  return change;
}

/** Posts the card of an item, or posts it anew. */
export function usePost() {
  const { t } = useTranslation('shop');
  const server = useServer();
  const again = useShopAgain();
  return useMutation({
    mutationFn: ({ item: { id }, channel }: { item: Item; channel?: string }) => answer(api[':server_id'].shop[':item_id'].post.$post(
      { param: { server_id: server, item_id: String(id) }, json: channel === undefined ? {} : { channel_id: channel } }, { headers: idempotencyKey() },
    )),
    onSuccess: () => showDone(t('posted')),
    onSettled: () => void again(),
  });
}
