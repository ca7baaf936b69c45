import { AreaChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/server.ts';
import type { Profile } from '../members.ts';

/** Pixels; the skeleton before it is as tall. */
const CHART_HEIGHT = 220;

/** The balance after each of the newest movements. */
export default function BalanceChart({ points }: { points: Profile['balance_graph'] }): ReactNode {
  const { t, i18n } = useTranslation('members');
  const { money, time } = useFormats();
  const short = new Intl.DateTimeFormat(i18n.resolvedLanguage, { day: 'numeric', month: 'short' });
  const compact = new Intl.NumberFormat(i18n.resolvedLanguage, { notation: 'compact' });
  return (
    <AreaChart
      h={CHART_HEIGHT} data={points} dataKey="at" valueFormatter={money} curveType="stepAfter" withDots={points.length < 20} withGradient series={[{ name: 'balance', label: t('balance'), color: 'indigo.5' }]}
      xAxisProps={{ tickFormatter: (at: string) => short.format(new Date(at)), minTickGap: 32 }} yAxisProps={{ tickFormatter: compact.format, width: 48 }}
      tooltipProps={{ labelFormatter: (at) => (typeof at === 'string' && at !== '' ? time(at) : '') }}
    />
  );
}
