import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEyeCheck, IconLock, IconPencil, IconSend, IconTrash, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../ui/Confirm.tsx';
import { PostDialog } from '../../ui/PostDialog.tsx';
import { useMay } from '../../ui/rights.ts';
import { useFilters } from '../../ui/search.ts';
import { useConfig, useServer } from '../../ui/server.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { useAnnounce, useEnd, type Task } from './tasks.ts';

/** What can be done with a task. */
export function TaskMenu({ task }: { task: Task }): ReactNode {
  const { t } = useTranslation(['tasks', 'shell']);
  const server = useServer();
  const [, change] = useFilters();
  const [open, setOpen] = useState<'post' | 'close' | 'delete' | null>(null);
  const { data: config } = useConfig();
  const announce = useAnnounce();
  const end = useEnd();
  const may = useMay();
  const { id, name } = task;
  const active = task.status === 'active';
  const shut = { onSuccess: () => setOpen(null) };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('actsOf', { name })}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => change({ task: String(id) })}>{active ? t('shell:edit') : t('see')}</Menu.Item>
          <Menu.Item leftSection={<IconUsers size={16} />} onClick={() => change({ claims: String(id) })}>{t('claims')}</Menu.Item>
          <Menu.Item leftSection={<IconEyeCheck size={16} />} component={Link} to={`/s/${server}/review?task=${id}`}>{t('toReview')}</Menu.Item>
          {active && may('moderator') ? <Menu.Item leftSection={<IconSend size={16} />} onClick={() => setOpen('post')}>{t('announce')}</Menu.Item> : null}
          {may('moderator') ? (
            <>
              <Menu.Divider />
              {active ? <Menu.Item leftSection={<IconLock size={16} />} onClick={() => setOpen('close')}>{t('close')}</Menu.Item> : null}
              <Menu.Item leftSection={<IconTrash size={16} />} c="var(--mantine-color-error)" onClick={() => setOpen('delete')}>{t('shell:delete')}</Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {open === 'post' ? (
        <PostDialog
          title={t('announceTitle', { name })} text={t('announceText')} usual={task.channel_id ?? config?.body.task_channel_id ?? null} busy={announce.isPending} close={() => setOpen(null)}
          post={(channel) => announce.mutate({ task, channel }, shut)}
        />
      ) : null}
      {open === 'close' ? <CloseDialog task={task} busy={end.isPending} close={() => setOpen(null)} end={(how) => end.mutate({ task, how }, shut)} /> : null}
      {open === 'delete' ? (
        <Confirm
          title={t('deleteTitle', { name })} text={t('deleteText')} act={t('shell:delete')} typed={name} busy={end.isPending} close={() => setOpen(null)}
          confirm={() => end.mutate({ task, how: 'delete' }, shut)}
        />
      ) : null}
    </>
  );
}
