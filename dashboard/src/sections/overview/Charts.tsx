import { BarChart, CompositeChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';
import { Paper, SimpleGrid, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/server.ts';
import type { Point } from './overview.ts';

const CHART_HEIGHT = 260;

/** Coins over time, and how much went on. The table beside it says the same to those who cannot see it. */
export default function Charts({ series }: { series: Point[] }): ReactNode {
  const { t, i18n } = useTranslation('overview');
  const { number } = useFormats();
  const short = new Intl.DateTimeFormat(i18n.resolvedLanguage, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const compact = new Intl.NumberFormat(i18n.resolvedLanguage, { notation: 'compact' });
  const data = series.map((point) => ({ ...point, date: short.format(new Date(point.date)) }));
  const shared = { data, h: CHART_HEIGHT, dataKey: 'date', valueFormatter: number, withLegend: true, yAxisProps: { tickFormatter: compact.format, width: 48 } };
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
      <Paper withBorder p="md" component="figure" m={0} aria-label={t('coinsChart')}>
        <Title order={3} size="h5" mb="sm">{t('coinsChart')}</Title>
        <CompositeChart
          {...shared} withRightYAxis rightYAxisProps={{ tickFormatter: compact.format, width: 48 }} maxBarWidth={22} withDots={series.length < 10} curveType="monotone"
          series={[
            { name: 'minted', label: t('card.minted'), color: 'teal.6', type: 'bar' }, { name: 'burned', label: t('card.burned'), color: 'orange.6', type: 'bar' },
            { name: 'held', label: t('card.held'), color: 'indigo.5', type: 'line', yAxisId: 'right' },
          ]}
        />
      </Paper>
      <Paper withBorder p="md" component="figure" m={0} aria-label={t('activityChart')}>
        <Title order={3} size="h5" mb="sm">{t('activityChart')}</Title>
        <BarChart {...shared} maxBarWidth={28} series={[{ name: 'transactions', label: t('card.transactions'), color: 'indigo.5' }]} />
      </Paper>
    </SimpleGrid>
  );
}
