import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDragOrder } from './drag.ts';
import { SALES_DAYS, useSales, type Item } from './items.ts';
import { moved, useOrder } from './order.ts';
import { ShelfRow } from './ShelfRow.tsx';

interface ShelfProps {
  items: Item[];
  /** Whether these are all that are on sale, in their order: only then can it be changed. */
  ordered: boolean;
}

/** The items as a table, which can be put in order. */
export function Shelf({ items, ordered }: ShelfProps): ReactNode {
  const { t } = useTranslation('shop');
  const { data: sales } = useSales();
  const order = useOrder();
  const move = (from: number, to: number): void => order.mutate(moved(items, from, to));
  const { drag, handle } = useDragOrder(items.length, move);
  const shown = drag === null ? items : moved(items, drag.from, drag.to);
  const lifted = drag === null ? undefined : items[drag.from];
  return (
    <>
      <Table aria-label={t('items')} verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {ordered ? <Table.Th w={1} pr={0}><Text span fz="sm" fw={700} visibleFrom="sm">{t('order')}</Text></Table.Th> : null}
            <Table.Th>{t('item')}</Table.Th>
            <Table.Th ta="right" visibleFrom="sm">{t('price')}</Table.Th>
            <Table.Th ta="right" visibleFrom="sm">{t('stock')}</Table.Th>
            <Table.Th ta="right" visibleFrom="md">{t('sold', { days: SALES_DAYS })}</Table.Th>
            <Table.Th visibleFrom="lg">{t('category')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('card')}</Table.Th>
            <Table.Th w={1} ta="right">{t('acts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody data-rows>
          {shown.map((item, index) => (
            <ShelfRow
              key={item.id} item={item} sold={sales === undefined ? undefined : (sales.get(item.id) ?? 0)} lifted={item === lifted}
              place={ordered ? { first: index === 0, last: index === items.length - 1, handle: handle(drag === null ? index : items.indexOf(item)), move: (by) => move(index, index + by) } : undefined}
            />
          ))}
        </Table.Tbody>
      </Table>
      {ordered ? null : <Text size="sm" c="dimmed" mt="sm">{t('orderFiltered')}</Text>}
    </>
  );
}
