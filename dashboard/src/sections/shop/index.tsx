import { Button, Skeleton, Stack, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useMay } from '../../ui/rights.ts';
import { useFilters } from '../../ui/search.ts';
import { categoriesOf, fits, isFiltered } from './filters.ts';
import { AddItem, EditItem } from './ItemDrawer.tsx';
import { useItems } from './items.ts';
import { Orders } from './orders/Orders.tsx';
import { Shelf } from './Shelf.tsx';
import { ShopFilterBar } from './ShopFilters.tsx';

/** The shop: its items in order, and what staff hands out by hand. */
export default function Shop(): ReactNode {
  const { t } = useTranslation(['shop', 'shell']);
  const [filters, change] = useFilters();
  const may = useMay();
  const { tab = 'items', item } = filters;
  const close = (): void => change({ new: undefined, item: undefined });
  return (
    <>
      <PageHeader title={t('shell:section.shop')} text={t('about')}>
        {may('shopkeeper') ? <Button leftSection={<IconPlus size={18} />} onClick={() => change({ new: '1' })}>{t('newItem')}</Button> : null}
      </PageHeader>
      <Tabs value={tab} onChange={(next) => change({ tab: next === 'items' ? undefined : (next ?? undefined), cursor: undefined })} keepMounted={false}>
        <Tabs.List mb="md"><Tabs.Tab value="items">{t('items')}</Tabs.Tab>{may('shopkeeper') ? <Tabs.Tab value="orders">{t('orders')}</Tabs.Tab> : null}</Tabs.List>
        <Tabs.Panel value="items"><Items /></Tabs.Panel>
        <Tabs.Panel value="orders"><Orders /></Tabs.Panel>
      </Tabs>
      {filters['new'] === '1' ? <AddItem close={close} /> : null}
      {item === undefined ? null : <EditItem key={item} id={item} close={close} />}
    </>
  );
}

function Items(): ReactNode {
  const { t } = useTranslation(['shop', 'shell']);
  const [filters, change] = useFilters();
  const { data, error, isPending, refetch } = useItems(filters['retired'] === '1');
  const found = data?.filter((item) => fits(item, filters));
  const filtered = isFiltered(filters);
  return (
    <>
      <ShopFilterBar categories={categoriesOf(data ?? [])} />
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs">{Array.from({ length: 6 }, (_, row) => <Skeleton key={row} h={52} />)}</Stack> : null}
      {found && found.length > 0 ? <Shelf items={found} ordered={!filtered} /> : null}
      {found && found.length === 0 ? (
        <EmptyState title={t(filtered ? 'noneFits' : 'empty')} text={t(filtered ? 'noneFitsText' : 'emptyText')}>
          {filtered
            ? <Button variant="default" onClick={() => change({ category: undefined, stock: undefined, retired: undefined })}>{t('shell:clear')}</Button>
            : <Button onClick={() => change({ new: '1' })}>{t('newItem')}</Button>}
        </EmptyState>
      ) : null}
    </>
  );
}
