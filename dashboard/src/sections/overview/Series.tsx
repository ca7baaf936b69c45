import { Group, SegmentedControl, SimpleGrid, Skeleton, Title } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { useFilters } from '../../ui/search.ts';
import { useFormats } from '../../ui/server.ts';
import type { Point } from './overview.ts';

const Charts = lazy(() => import('./Charts.tsx'));
const COMING = 338;

/** Where the charts will be. */
export function SeriesComing(): ReactNode {
  return <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm" aria-hidden><Skeleton h={COMING} /><Skeleton h={COMING} /></SimpleGrid>;
}

/** The series by day, as charts or as a table. */
export function Series({ series }: { series: Point[] }): ReactNode {
  const { t, i18n } = useTranslation('overview');
  const [{ as }, change] = useFilters();
  const { money, number } = useFormats();
  // The days are those of UTC, whatever the reader's zone.
  const day = new Intl.DateTimeFormat(i18n.resolvedLanguage, { dateStyle: 'medium', timeZone: 'UTC' });
  const columns: Column<Point>[] = [
    { key: 'date', label: t('day'), cell: ({ date }) => day.format(new Date(date)) },
    { key: 'minted', label: t('card.minted'), align: 'right', cell: ({ minted }) => money(minted) },
    { key: 'burned', label: t('card.burned'), align: 'right', cell: ({ burned }) => money(burned) },
    { key: 'held', label: t('card.held'), align: 'right', cell: ({ held }) => money(held) },
    { key: 'transactions', label: t('card.transactions'), align: 'right', cell: ({ transactions }) => number(transactions) },
  ];
  return (
    <div role="group" aria-labelledby="overview-series">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="overview-series">{t('overTime')}</Title>
        <SegmentedControl
          size="xs" aria-label={t('showAs')} value={as === 'table' ? 'table' : 'chart'} onChange={(next) => change({ as: next === 'table' ? next : undefined })}
          data={[{ value: 'chart', label: t('chart') }, { value: 'table', label: t('table') }]}
        />
      </Group>
      {as === 'table' ? <DataTable label={t('overTime')} columns={columns} rows={series.toReversed()} id={({ date }) => date} /> : <Suspense fallback={<SeriesComing />}><Charts series={series} /></Suspense>}
    </div>
  );
}
