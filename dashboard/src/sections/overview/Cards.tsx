import { Card, Group, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/server.ts';
import type { Figures, OverviewData, Period } from './overview.ts';

const CARDS = ['members', 'held', 'minted', 'burned', 'transactions'] as const;
const COINS: readonly string[] = ['held', 'minted', 'burned'];
const COLUMNS = { base: 1, xs: 2, md: 3, lg: 5 };
const HEIGHT = 124;

/** The figures of a period, each beside that of the period before. */
export function Cards({ data, period }: { data: OverviewData; period: Period }): ReactNode {
  return <SimpleGrid cols={COLUMNS} spacing="sm">{CARDS.map((name) => <FigureCard key={name} name={name} now={data.current[name]} before={data.previous[name]} period={period} />)}</SimpleGrid>;
}

/** Where the cards will be. */
export function CardsComing(): ReactNode {
  return <SimpleGrid cols={COLUMNS} spacing="sm" aria-hidden>{CARDS.map((name) => <Skeleton key={name} h={HEIGHT} />)}</SimpleGrid>;
}

interface FigureCardProps {
  name: keyof Figures;
  now: number | null;
  before: number | null;
  period: Period;
}

function FigureCard({ name, now, before, period }: FigureCardProps): ReactNode {
  const { t } = useTranslation('overview');
  const { money, number } = useFormats();
  const shown = (value: number | null): string => (value === null ? '–' : COINS.includes(name) ? money(value) : number(value));
  return (
    <Card withBorder padding="md" mih={HEIGHT} role="group" aria-label={t(`card.${name}`)}>
      <Text size="sm" c="dimmed">{t(`card.${name}`)}</Text>
      <Text fz={26} fw={700} lh={1.3} style={{ fontVariantNumeric: 'tabular-nums' }}>{shown(now)}</Text>
      {now === null || before === null ? <Text size="xs" c="dimmed">{t(now === null ? 'counting' : 'noBefore')}</Text> : (
        <>
          <Change now={now} before={before} />
          <Text size="xs" c="dimmed">{t(`before.${period}`, { value: shown(before) })}</Text>
        </>
      )}
    </Card>
  );
}

function Change({ now, before }: { now: number; before: number }): ReactNode {
  const { t, i18n } = useTranslation('overview');
  const Icon = now > before ? IconArrowUpRight : now < before ? IconArrowDownRight : IconArrowRight;
  const percent = new Intl.NumberFormat(i18n.resolvedLanguage, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  // A share of nothing says nothing.
  const text = now === before ? t('same') : before <= 0 ? t(now > before ? 'more' : 'fewer') : percent.format((now - before) / before);
  return <Group gap={4} wrap="nowrap"><Icon size={16} aria-hidden /><Text size="sm" fw={600}>{text}</Text></Group>;
}
