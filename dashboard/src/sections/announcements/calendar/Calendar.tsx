import { ActionIcon, Button, Group, Skeleton, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { useFilters } from '../../../ui/search.ts';
import { useServerClock } from '../../../ui/zone.ts';
import { askedOf, useAllAnnouncements } from '../announcements.ts';
import { DayPanel } from './DayPanel.tsx';
import { entriesByDay, monthsFrom, weeksOf } from './month.ts';
import { MonthGrid } from './MonthGrid.tsx';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Announcements by month, in the server's time; the chosen day is told below. */
export function Calendar(): ReactNode {
  const { t, i18n } = useTranslation('announcements');
  const [filters, change] = useFilters();
  const clock = useServerClock();
  const { data, error, refetch } = useAllAnnouncements(askedOf(filters));
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (!clock) return <Skeleton h={560} />;
  const today = clock.wall(Date.now()).slice(0, 10);
  const asked = filters['day'];
  const day = asked !== undefined && DAY.test(asked) ? asked : today;
  const month = day.slice(0, 7);
  const weeks = weeksOf(month);
  const entries = data ? entriesByDay(data, weeks, clock.zone) : new Map<string, never[]>();
  const go = (next: string): void => change({ day: next === today ? undefined : next });
  const name = new Intl.DateTimeFormat(i18n.resolvedLanguage ?? 'en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
  return (
    <>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} size="h4" aria-live="polite">{name}</Title>
        <Group gap={4}>
          <ActionIcon variant="default" size="lg" aria-label={t('monthBefore')} onClick={() => go(monthsFrom(day, -1))}><IconChevronLeft size={18} /></ActionIcon>
          <Button variant="default" size="xs" h={34} onClick={() => go(today)}>{t('today')}</Button>
          <ActionIcon variant="default" size="lg" aria-label={t('monthAfter')} onClick={() => go(monthsFrom(day, 1))}><IconChevronRight size={18} /></ActionIcon>
        </Group>
      </Group>
      <MonthGrid label={name} weeks={weeks} month={month} today={today} day={day} entries={entries} go={go} busy={!data} />
      <DayPanel day={day} entries={entries.get(day) ?? []} past={day < today} />
    </>
  );
}
