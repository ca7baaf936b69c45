import { Group, Paper, SegmentedControl, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { useFilters } from '../../ui/search.ts';
import { useFormats } from '../../ui/server.ts';
import { PERIODS, useStatistics, type Statistics } from './transactions.ts';
import { useTypeName } from './types.ts';

type Sum = Statistics['by_type'][number];
const FIGURES = ['count', 'earned', 'spent', 'net', 'volume'] as const;
const COMING = 260;

/** What was moved in a period, of the server or of the member that the list is narrowed to. */
export function StatisticsPanel(): ReactNode {
  const { t } = useTranslation('transactions');
  const [filters, change] = useFilters();
  const { money, number, time } = useFormats();
  const nameOf = useTypeName();
  const period = PERIODS.find((known) => known === filters['stats']) ?? 'month';
  const user = filters['user'];
  const { data, error, isPending, refetch } = useStatistics(period, user);
  const columns: Column<Sum>[] = [
    { key: 'type', label: t('what'), cell: ({ type }) => nameOf(type) },
    { key: 'count', label: t('figure.count'), align: 'right', cell: ({ count }) => number(count) },
    { key: 'amount', label: t('amount'), align: 'right', cell: ({ amount }) => money(amount) },
  ];
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-labelledby="statistics">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="statistics">{t('statistics')}{user === undefined ? null : <> · <MemberName id={user} /></>}</Title>
        <SegmentedControl size="xs" aria-label={t('period')} value={period} data={PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))} onChange={(stats) => change({ stats })} />
      </Group>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Skeleton h={COMING} /> : null}
      {data ? (
        <>
          <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm" mb="sm">
            {FIGURES.map((name) => (
              <div key={name} role="group" aria-label={t(`figure.${name}`)}>
                <Text size="sm" c="dimmed">{t(`figure.${name}`)}</Text>
                <Text fw={700} style={{ fontVariantNumeric: 'tabular-nums' }}>{name === 'count' ? number(data[name]) : money(data[name])}</Text>
              </div>
            ))}
          </SimpleGrid>
          {data.complete ? null : <Text size="xs" c="dimmed" mb="sm">{t('incomplete', { from: time(data.from) })}</Text>}
          {data.by_type.length === 0 ? <Text c="dimmed">{t('nothingMoved')}</Text> : <DataTable label={t('byType')} columns={columns} rows={data.by_type} id={({ type }) => type} />}
        </>
      ) : null}
    </Paper>
  );
}
