import { Alert, Button, SegmentedControl, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useFilters } from '../../ui/search.ts';
import { useServer } from '../../ui/server.ts';
import { Attention } from './Attention.tsx';
import { Cards, CardsComing } from './Cards.tsx';
import { Newest } from './Newest.tsx';
import { periodOf, PERIODS, useOverview } from './overview.ts';
import { Series, SeriesComing } from './Series.tsx';

/** How the server is, and what needs somebody. */
export default function Overview(): ReactNode {
  const { t } = useTranslation(['overview', 'shell']);
  const server = useServer();
  const [filters, change] = useFilters();
  const period = periodOf(filters['period']);
  const { data, error, isPending, refetch } = useOverview(period);
  const untouched = data && data.current.transactions === 0 && data.current.held === 0 && data.series.every(({ transactions }) => transactions === 0);
  return (
    <Stack gap="md">
      <PageHeader title={t('shell:section.overview')} text={t('about')}>
        <SegmentedControl aria-label={t('period')} value={period} data={PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))} onChange={(next) => change({ period: next === 'week' ? undefined : next })} />
      </PageHeader>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <><CardsComing /><SeriesComing /><Skeleton h={220} /></> : null}
      {data ? (
        <>
          <Cards data={data} period={data.period} />
          {data.exact ? null : <Alert color="orange">{t('notExact')}</Alert>}
          {untouched ? <EmptyState title={t('empty')} text={t('emptyText')}><Button component={Link} to={`/s/${server}/tasks`} search={{ new: '1' } as never /* as in ui/search.ts */}>{t('firstTask')}</Button></EmptyState> : <Series series={data.series} />}
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm" style={{ alignItems: 'start' }}><Attention attention={data.attention} /><Newest /></SimpleGrid>
        </>
      ) : null}
    </Stack>
  );
}
