import { Group, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../../ui/DataTable.tsx';
import { useFormats } from '../../../ui/server.ts';
import type { Profile } from '../members.ts';
import { Panel } from './Panel.tsx';

const BalanceChart = lazy(() => import('./BalanceChart.tsx'));
const COMING = 220;
type Point = Profile['balance_graph'][number];

/** The balance over the newest movements, drawn or as a table. */
export function Balance({ points }: { points: Point[] }): ReactNode {
  const { t } = useTranslation('members');
  const { money, time } = useFormats();
  const [as, setAs] = useState('chart');
  const columns: Column<Point>[] = [
    { key: 'at', label: t('when'), cell: ({ at }) => time(at) },
    { key: 'balance', label: t('balance'), align: 'right', cell: ({ balance }) => money(balance) },
  ];
  return (
    <Panel title={t('balanceOverTime')}>
      {points.length === 0 ? <Text c="dimmed">{t('noMovements')}</Text> : (
        <>
          <Group justify="flex-end" mb="xs"><SegmentedControl size="xs" aria-label={t('showAs')} value={as} onChange={setAs} data={[{ value: 'chart', label: t('chart') }, { value: 'table', label: t('table') }]} /></Group>
          {as === 'table' ? <DataTable label={t('balanceOverTime')} columns={columns} rows={points.toReversed()} id={({ at, balance }) => `${at} ${balance}`} /> : <Suspense fallback={<Skeleton h={COMING} />}><BalanceChart points={points} /></Suspense>}
        </>
      )}
    </Panel>
  );
}
