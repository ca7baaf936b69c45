import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePin, type Announcement } from './announcements.ts';
import { nameOf } from './name.ts';

/** Pins at once, and snaps back when that is refused. */
export function PinSwitch({ announcement, labelled = false }: { announcement: Announcement; labelled?: boolean }): ReactNode {
  const { t } = useTranslation('announcements');
  const change = usePin();
  return (
    <Switch
      size="sm" label={labelled ? t('pinned') : undefined} aria-label={t('pinOf', { name: nameOf(announcement, t('untitled')) })} checked={change.isPending ? change.variables.pin : announcement.pin}
      onChange={({ currentTarget: { checked } }) => (change.isPending ? undefined : change.mutate({ id: announcement.id, pin: checked }))}
    />
  );
}
