import { Button, Menu, Skeleton, Stack } from '@mantine/core';
import { IconArchive, IconChartBar, IconChevronDown, IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useMay } from '../../ui/rights.ts';
import { useFilters } from '../../ui/search.ts';
import { TransactionFilters } from './Filters.tsx';
import { SavedViews } from './SavedViews.tsx';
import { StatisticsPanel } from './StatisticsPanel.tsx';
import { TransactionDrawer } from './TransactionDrawer.tsx';
import { FILTERS, useTransactions } from './transactions.ts';
import { TransactionTable } from './TransactionTable.tsx';

const ArchiveDialog = lazy(() => import('./ArchiveDialog.tsx').then(({ ArchiveDialog: component }) => ({ default: component })));
const ExportDialog = lazy(() => import('./ExportDialog.tsx').then(({ ExportDialog: component }) => ({ default: component })));
const ValidateDialog = lazy(() => import('./ValidateDialog.tsx').then(({ ValidateDialog: component }) => ({ default: component })));

/** Every movement of coins and items, one member's side at a time. */
export default function Transactions(): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const [filters, change] = useFilters();
  const may = useMay();
  const { data, error, isPending, isPlaceholderData, refetch } = useTransactions(filters);
  const filtered = FILTERS.some((name) => name !== 'sort' && filters[name] !== undefined);
  const none = data && !error && data.data.length === 0;
  // A page may be empty where the filter leaves little, and the next one still hold something.
  const further = data?.next_cursor ?? null;
  const { at, export: exporting, archive, validate, stats } = filters;
  return (
    <>
      <PageHeader title={t('shell:section.transactions')} text={t('about')}>
        <SavedViews />
        <Button variant="default" leftSection={<IconChartBar size={16} />} aria-expanded={stats !== undefined} onClick={() => change({ stats: stats === undefined ? 'month' : undefined })}>{t('statistics')}</Button>
        <Menu position="bottom-end">
          <Menu.Target><Button variant="default" rightSection={<IconChevronDown size={16} />}>{t('more')}</Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => change({ export: '1' })}>{t('shell:export')}</Menu.Item>
            <Menu.Item leftSection={<IconShieldCheck size={16} />} onClick={() => change({ validate: '1' })}>{t('validate')}</Menu.Item>
            {may('admin') ? <Menu.Item leftSection={<IconArchive size={16} />} c="var(--mantine-color-error)" onClick={() => change({ archive: '1' })}>{t('archiveTitle')}</Menu.Item> : null}
          </Menu.Dropdown>
        </Menu>
      </PageHeader>
      <TransactionFilters />
      {stats === undefined ? null : <StatisticsPanel />}
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs" aria-hidden>{Array.from({ length: 12 }, (_, row) => <Skeleton key={row} h={44} />)}</Stack> : null}
      {none ? (
        <EmptyState title={t(further !== null ? 'noneHere' : filtered ? 'noneFits' : 'empty')} text={t(further !== null ? 'noneHereText' : filtered ? 'noneFitsText' : 'emptyText')}>
          {further !== null ? <Button onClick={() => change({ cursor: further })}>{t('lookFurther')}</Button> : null}
          {filtered ? <Button variant="default" onClick={() => change({ ...Object.fromEntries(FILTERS.map((name) => [name, undefined])), cursor: undefined })}>{t('shell:clear')}</Button> : null}
        </EmptyState>
      ) : null}
      {data && !error && !none ? <div aria-busy={isPlaceholderData} style={isPlaceholderData ? { opacity: 0.6 } : {}}><TransactionTable rows={data.data} /></div> : null}
      {data && !error ? <Pager next={further} /> : null}
      {at === undefined ? null : <TransactionDrawer id={at} close={() => change({ at: undefined })} />}
      <Suspense>
        {exporting === '1' ? <ExportDialog close={() => change({ export: undefined })} /> : null}
        {archive === '1' ? <ArchiveDialog close={() => change({ archive: undefined })} /> : null}
        {validate === '1' ? <ValidateDialog user={filters['user'] ?? null} close={() => change({ validate: undefined })} /> : null}
      </Suspense>
    </>
  );
}
