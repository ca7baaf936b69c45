import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconExternalLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import { RemoveDialog } from '../../ui/RemoveDialog.tsx';
import { useFilters } from '../../ui/search.ts';
import { useServer } from '../../ui/server.ts';
import { useRemoveAnnouncement, type Announcement } from './announcements.ts';
import { nameOf } from './name.ts';

/** What can be done with an announcement. */
export function AnnouncementMenu({ announcement }: { announcement: Announcement }): ReactNode {
  const { t } = useTranslation(['announcements', 'records', 'shell']);
  const server = useServer();
  const [, change] = useFilters();
  const [removing, setRemoving] = useState(false);
  const remove = useRemoveAnnouncement();
  const { id, message } = announcement;
  const name = nameOf(announcement, t('untitled'));
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('actsOf', { name })}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => change({ announcement: String(id) })}>{t('shell:edit')}</Menu.Item>
          {message?.message_id ? (
            <Menu.Item leftSection={<IconExternalLink size={16} />} component="a" href={`https://discord.com/channels/${server}/${message.channel_id}/${message.message_id}`} target="_blank" rel="noreferrer">{t('records:openInDiscord')}</Menu.Item>
          ) : null}
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={16} />} c="var(--mantine-color-error)" onClick={() => setRemoving(true)}>{t('shell:delete')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {removing ? (
        <RemoveDialog
          title={t('deleteTitle', { name })} text={t(announcement.state === 'scheduled' ? 'deleteScheduled' : 'deleteText')} busy={remove.isPending} close={() => setRemoving(false)}
          remove={(withMessages) => remove.mutate({ announcement, withMessages }, { onSuccess: () => { setRemoving(false); showDone(t('deletedNow')); } })}
        />
      ) : null}
    </>
  );
}
