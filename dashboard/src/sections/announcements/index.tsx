import { Button, Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useFilters } from '../../ui/search.ts';
import { useChannels } from '../../ui/server.ts';
import { useServerClock } from '../../ui/zone.ts';
import { AddAnnouncement, EditAnnouncement } from './AnnouncementDrawer.tsx';
import { STATES, useAnnouncementPage } from './announcements.ts';
import { AnnouncementTable } from './AnnouncementTable.tsx';
import { Calendar } from './calendar/Calendar.tsx';

/** What the server is told: posted, and planned. */
export default function Announcements(): ReactNode {
  const { t } = useTranslation(['announcements', 'shell']);
  const [filters, change] = useFilters();
  const clock = useServerClock();
  const { view, announcement, day } = filters;
  const close = (): void => change({ new: undefined, announcement: undefined });
  const any = useAnnouncementPage({ state: undefined, channel: undefined }, undefined);
  const none = any.data !== undefined && any.data.data.length === 0;
  const add = <Button leftSection={<IconPlus size={18} />} onClick={() => change({ new: '1' })}>{t('newAnnouncement')}</Button>;
  return (
    <>
      <PageHeader title={t('shell:section.announcements')} text={clock ? t('about', { zone: clock.zone }) : ' '}>
        <SegmentedControl
          aria-label={t('view')} value={view === 'calendar' ? 'calendar' : 'list'} data={[{ value: 'list', label: t('list') }, { value: 'calendar', label: t('calendar') }]}
          onChange={(next) => change({ view: next === 'calendar' ? next : undefined, cursor: undefined, month: undefined, day: undefined })}
        />
        {add}
      </PageHeader>
      {none ? <EmptyState title={t('empty')} text={t('emptyText')}>{add}</EmptyState> : (
        <>
          <Filters />
          {view === 'calendar' ? <Calendar /> : <AnnouncementTable />}
        </>
      )}
      {filters['new'] === '1' ? <AddAnnouncement day={day} close={close} /> : null}
      {announcement === undefined ? null : <EditAnnouncement key={announcement} id={announcement} close={close} />}
    </>
  );
}

function Filters(): ReactNode {
  const { t } = useTranslation(['announcements', 'shell']);
  const [{ state = '', channel = '' }, change] = useFilters();
  const { data: channels } = useChannels();
  return (
    <Group align="flex-end" gap="sm" mb="md" role="group" aria-label={t('shell:filters')}>
      <NativeSelect
        label={t('state')} w={160} value={state} data={[{ value: '', label: t('shell:all') }, ...STATES.map((value) => ({ value, label: t(`states.${value}`) }))]}
        onChange={({ currentTarget }) => change({ state: currentTarget.value || undefined, cursor: undefined })}
      />
      <NativeSelect
        label={t('channel')} w={200} value={channel} data={[{ value: '', label: t('shell:all') }, ...(channels?.data ?? []).map(({ id, name }) => ({ value: id, label: `# ${name}` }))]}
        onChange={({ currentTarget }) => change({ channel: currentTarget.value || undefined, cursor: undefined })}
      />
      {state === '' && channel === '' ? null : <Button variant="subtle" onClick={() => change({ state: undefined, channel: undefined, cursor: undefined })}>{t('shell:clear')}</Button>}
    </Group>
  );
}
