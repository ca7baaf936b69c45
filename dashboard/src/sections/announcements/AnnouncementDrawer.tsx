import { Anchor, SimpleGrid, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, ApiFailure, idempotencyKey, ifMatch } from '../../api.ts';
import { showDone } from '../../app/notify.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FormDrawer } from '../../ui/FormDrawer.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MessagePreview } from '../../ui/MessagePreview.tsx';
import { useRecordForm, type Read } from '../../ui/record-form.ts';
import { useConfig, useServer } from '../../ui/server.ts';
import { useServerClock } from '../../ui/zone.ts';
import { AnnouncementFields } from './AnnouncementFields.tsx';
import { useAnnouncement, useAnnouncementsAgain, type Announcement } from './announcements.ts';
import { changeOf, contentOf, embedsOf, newAnnouncementOf, valuesOf, CONTENT_MAX, type AnnouncementValues } from './announcement-values.ts';

interface DrawerProps {
  close: () => void;
}

function Waiting({ title, close, error, retry }: DrawerProps & { title: string; error: unknown; retry: () => void }): ReactNode {
  return (
    <FormDrawer title={title} dirty={false} saving={false} close={close} error={null} wide>
      {error ? <ErrorNotice error={error} retry={retry} /> : <Loading rows={8} />}
    </FormDrawer>
  );
}

/** The form of an announcement that is there. */
export function EditAnnouncement({ id, close }: DrawerProps & { id: string }): ReactNode {
  const { t } = useTranslation('announcements');
  const clock = useServerClock();
  const { data, error, refetch } = useAnnouncement(id);
  if (!data || !clock) return <Waiting title={t('announcement')} close={close} error={error} retry={() => void refetch()} />;
  return <AnnouncementForm announcement={data.body} read={{ values: valuesOf(data.body, clock.wall), etag: data.etag }} close={close} />;
}

/** The form of a new announcement: in the channel for them, on the day that was picked in the calendar. */
export function AddAnnouncement({ day, close }: DrawerProps & { day: string | undefined }): ReactNode {
  const { t } = useTranslation('announcements');
  const clock = useServerClock();
  const { data: config, error, refetch } = useConfig();
  if (!config || !clock) return <Waiting title={t('newAnnouncement')} close={close} error={error} retry={() => void refetch()} />;
  const noon = day === undefined ? '' : `${day}T12:00`;
  const values: AnnouncementValues = {
    title: '', content: '', channel_id: config.body.channels.announcements ?? null, mention: 'none', pin: false,
    scheduled_at: noon > clock.wall(Date.now()) ? noon : '', repeat: 'none',
  };
  return <AnnouncementForm announcement={null} read={{ values, etag: '' }} close={close} />;
}

function AnnouncementForm({ announcement, read, close }: DrawerProps & { announcement: Announcement | null; read: Read<AnnouncementValues> }): ReactNode {
  const { t } = useTranslation(['announcements', 'records']);
  const server = useServer();
  const again = useAnnouncementsAgain();
  const { form, etag, changed, dirty, overtaken, refuse } = useRecordForm(read, {
    content: (_, values) => {
      if (contentOf(values, announcement).length > CONTENT_MAX) return t('tooLong');
      return values.title.trim() === '' && values.content.trim() === '' && !announcement?.embed && !announcement?.task_id ? t('records:required') : null;
    },
    channel_id: (channel) => (channel === null ? t('records:required') : null),
    mention: (mention) => (mention === 'role' ? t('pickRole') : null),
    scheduled_at: (at) => (announcement?.state === 'scheduled' && at === '' ? t('records:required') : null),
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => (announcement === null
      ? answer(api[':server_id'].announcements.$post({ param: { server_id: server }, json: newAnnouncementOf(form.getValues()) }, { headers: idempotencyKey() }))
      : answer(api[':server_id'].announcements[':announcement_id'].$put({ param: { server_id: server, announcement_id: String(announcement.id) }, json: changeOf(changed()) }, { headers: ifMatch(etag) }))),
    onError: (error) => {
      refuse(error);
      if (error instanceof ApiFailure && error.status === 412) void again();
    },
    onSuccess: ({ state }) => {
      showDone(t(announcement !== null ? 'savedNow' : state === 'scheduled' ? 'scheduledNow' : 'postedNow'));
      void again();
    },
  });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    if (announcement !== null && !dirty) return true;
    // The outcome is on the mutation, where the form shows it.
    return save.mutateAsync().then(() => true, () => false);
  };
  const values = form.getValues();
  return (
    <FormDrawer
      wide title={t(announcement === null ? 'newAnnouncement' : 'editAnnouncement')} dirty={dirty} saving={save.isPending} save={submit} close={close} error={save.error} overtaken={overtaken}
      {...(announcement === null ? { saveLabel: t(values.scheduled_at === '' ? 'postNow' : 'schedule') } : {})}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <AnnouncementFields form={form} announcement={announcement} />
        <Stack gap="sm" style={{ alignSelf: 'start', position: 'sticky', top: 0 }}>
          <MessagePreview
            message={{ content: contentOf(values, announcement), embeds: embedsOf(values, announcement) }} pinned={values.pin}
            {...(announcement?.task_id ? { note: t('taskNote', { number: announcement.task_id }) } : announcement?.embed ? { note: t('embedNote') } : {})}
          />
          {announcement?.message?.message_id ? (
            <Anchor size="sm" href={`https://discord.com/channels/${server}/${announcement.message.channel_id}/${announcement.message.message_id}`} target="_blank" rel="noreferrer">{t('records:openInDiscord')}</Anchor>
          ) : null}
        </Stack>
      </SimpleGrid>
    </FormDrawer>
  );
}
