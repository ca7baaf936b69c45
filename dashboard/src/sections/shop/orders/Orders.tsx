import { Button, Group, Select, Skeleton, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../../ui/DataTable.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { MemberName } from '../../../ui/MemberName.tsx';
import { MemberPicker } from '../../../ui/MemberPickers.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { useFilters } from '../../../ui/search.ts';
import { useFormats } from '../../../ui/server.ts';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { OrderDialog } from './OrderDialog.tsx';
import { STATES, stateOf, useOrders, type Order } from './orders.ts';

const COLORS = { waiting: 'blue', done: 'teal', refunded: 'gray' } as const;

/** What staff hands out by hand, oldest first. */
export function Orders(): ReactNode {
  const { t } = useTranslation(['shop', 'shell', 'records']);
  const [filters, change] = useFilters();
  const { money, number, time } = useFormats();
  const state = stateOf(filters['orders']);
  const { data, error, isPending, refetch } = useOrders({ state, user: filters['user'], cursor: filters['cursor'] });
  const [open, setOpen] = useState<Order | null>(null);
  const columns: Column<Order>[] = [
    { key: 'item', label: t('item'), cell: ({ name, quantity }) => (quantity > 1 ? `${name} × ${number(quantity)}` : name) },
    { key: 'member', label: t('shell:member'), cell: ({ user_id: id }) => <MemberName id={id} /> },
    { key: 'value', label: t('paid'), align: 'right', wide: true, cell: ({ value }) => money(value) },
    { key: 'at', label: t('orderedAt'), wide: true, cell: ({ created_at: at }) => time(at) },
    { key: 'note', label: t('note'), wide: true, cell: ({ note }) => note },
    { key: 'state', label: t('state'), cell: (order) => <StatusBadge color={COLORS[order.state]}>{t(`orderState.${order.state}`)}</StatusBadge> },
    { key: 'by', label: t('handledBy'), wide: true, cell: ({ handled_by: by }) => (by ? <MemberName id={by} /> : '–') },
    { key: 'acts', label: t('acts'), align: 'right', cell: (order) => (order.state === 'waiting' ? <Button size="compact-sm" variant="light" aria-label={t('handleOf', { number: order.id })} onClick={() => setOpen(order)}>{t('handle')}</Button> : null) },
  ];
  return (
    <>
      <Group align="flex-end" gap="sm" mb="md" role="group" aria-label={t('shell:filters')}>
        <Select
          label={t('state')} w={180} allowDeselect={false} value={state} data={STATES.map((value) => ({ value, label: t(`orderState.${value}`) }))}
          onChange={(value) => change({ orders: value === 'waiting' ? undefined : (value ?? undefined), cursor: undefined })}
        />
        <MemberPicker label={t('shell:member')} value={filters['user'] ?? null} onChange={(user) => change({ user: user ?? undefined, cursor: undefined })} />
      </Group>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs">{Array.from({ length: 6 }, (_, row) => <Skeleton key={row} h={44} />)}</Stack> : null}
      {data && data.data.length === 0 ? <EmptyState title={t(state === 'waiting' ? 'noOrders' : 'noneFits')} text={t('noOrdersText')} /> : null}
      {data && data.data.length > 0 ? <DataTable label={t('orders')} columns={columns} rows={data.data} id={({ id }) => id} /> : null}
      {data ? <Pager next={data.next_cursor} /> : null}
      {open ? <OrderDialog order={open} close={() => setOpen(null)} /> : null}
    </>
  );
}
