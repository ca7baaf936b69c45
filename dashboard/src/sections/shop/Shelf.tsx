import { Table, Text, VisuallyHidden } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../ui/rights.ts';
import { useDragOrder } from './drag.ts';
import { useKeptFocus } from './kept-focus.ts';
import { SALES_DAYS, useSales, type Item } from './items.ts';
import { moved, useOrder } from './order.ts';
import { ShelfRow } from './ShelfRow.tsx';

interface ShelfProps {
  items: Item[];
  /** Whether these are all that are on sale, in their order: only then can it be changed. */
  ordered: boolean;
}

/** The items as a table, which can be put in order. */
export function Shelf({ items, ordered: whole }: ShelfProps): ReactNode {
  const { t } = useTranslation('shop');
  const may = useMay();
  const ordered = whole && may('shopkeeper');
  const { data: sales } = useSales();
  const order = useOrder();
  const [told, setTold] = useState('');
  const keepFocus = useKeptFocus(items);
  const move = (from: number, to: number): void => {
    keepFocus();
    setTold(t('movedTo', { name: items[from]?.name ?? '', place: to + 1, of: items.length }));
    order.mutate(moved(items, from, to));
  };
  const { drag, handle } = useDragOrder(items.length, move);
  const dragOf = (index: number): 'lifted' | 'above' | 'below' | undefined => {
    if (drag?.from === index) return 'lifted';
    if (drag?.to !== index) return undefined;
    return drag.to < drag.from ? 'above' : 'below';
  };
  return (
    <>
      <Table aria-label={t('items')} verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {ordered ? <Table.Th w={1} pr={0}><Text span fz="sm" fw={700} visibleFrom="sm">{t('order')}</Text><VisuallyHidden hiddenFrom="sm">{t('order')}</VisuallyHidden></Table.Th> : null}
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
          {items.map((item, index) => (
            <ShelfRow
              key={item.id} item={item} sold={sales === undefined ? undefined : (sales.get(item.id) ?? 0)} drag={dragOf(index)}
              place={ordered ? { first: index === 0, last: index === items.length - 1, handle: handle(index), move: (by) => move(index, index + by) } : undefined}
            />
          ))}
        </Table.Tbody>
      </Table>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      {whole ? null : <Text size="sm" c="dimmed" mt="sm">{t('orderFiltered')}</Text>}
    </>
  );
}
