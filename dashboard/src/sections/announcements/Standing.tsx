import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRetryCard } from '../../ui/retry-card.ts';
import { useMay } from '../../ui/rights.ts';
import { SyncBadge } from '../../ui/SyncBadge.tsx';
import type { Announcement } from './announcements.ts';
import { nameOf } from './name.ts';

/** How the newest message of an announcement stands in Discord, and another try. */
export function Standing({ announcement }: { announcement: Announcement }): ReactNode {
  const { t } = useTranslation('announcements');
  const again = useRetryCard('announcements');
  const may = useMay();
  const { id, posts, message } = announcement;
  if (message === null) return <Text size="sm" c="dimmed">{t('notPosted')}</Text>;
  return (
    <SyncBadge
      sync={{ state: message.state, error: message.error ?? '' }} name={nameOf(announcement, t('untitled'))} busy={again.isPending}
      {...(may('admin') ? { retry: () => again.mutate({ kind: 'announcement', record: `${id}:${posts}` }) } : {})}
    />
  );
}
