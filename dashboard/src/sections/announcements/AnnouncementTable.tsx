import { Anchor, Badge, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelName } from '../../ui/ChannelName.tsx';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useFilters } from '../../ui/search.ts';
import { useServerClock } from '../../ui/zone.ts';
import { AnnouncementMenu } from './AnnouncementMenu.tsx';
import { askedOf, useAnnouncementPage, type Announcement } from './announcements.ts';
import { nameOf } from './name.ts';
import { PinSwitch } from './PinSwitch.tsx';
import { Standing } from './Standing.tsx';

/** The announcements as a list, newest first. */
export function AnnouncementTable(): ReactNode {
  const { t } = useTranslation(['announcements', 'shell']);
  const [filters] = useFilters();
  const clock = useServerClock();
  const { data, error, isPending, refetch } = useAnnouncementPage(askedOf(filters), filters['cursor']);
  const time = (moment: string | null): string => clock?.time(moment) ?? '';
  const columns: Column<Announcement>[] = [
    {
      key: 'name', label: t('announcement'),
      cell: (row) => <Anchor component={Link} inherit fw={600} to="." search={((before: object) => ({ ...before, announcement: String(row.id) })) as never /* as in ui/search.ts */}>{nameOf(row, t('untitled'))}</Anchor>,
    },
    { key: 'state', label: t('state'), cell: ({ state }) => <Badge variant="light" tt="none" color={state === 'scheduled' ? 'indigo' : 'gray'}>{t(`states.${state}`)}</Badge> },
    {
      key: 'when', label: t('when'), wide: true,
      cell: ({ scheduled_at: due, posted_at: posted, repeat }) => (
        <>
          <Text size="sm">{time(due ?? posted)}</Text>
          {repeat === 'none' ? null : <Text size="xs" c="dimmed">{t(`repeats.${repeat}`)}</Text>}
        </>
      ),
    },
    { key: 'channel', label: t('channel'), wide: true, cell: ({ channel_id: id }) => <ChannelName id={id} /> },
    { key: 'sync', label: t('message'), wide: true, cell: (row) => <Standing announcement={row} /> },
    { key: 'pin', label: t('pinned'), wide: true, cell: (row) => <PinSwitch announcement={row} /> },
    { key: 'acts', label: t('acts'), align: 'right', cell: (row) => <AnnouncementMenu announcement={row} /> },
  ];
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (isPending) return <Stack gap="xs">{Array.from({ length: 8 }, (_, row) => <Skeleton key={row} h={44} />)}</Stack>;
  return (
    <>
      {data.data.length === 0 ? <EmptyState title={t('noneFits')} text={t('noneFitsText')} /> : <DataTable label={t('announcements')} columns={columns} rows={data.data} id={({ id }) => id} />}
      <Pager next={data.next_cursor} />
    </>
  );
}
