import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from './StatusBadge.tsx';

interface Sync {
  state: string;
  error: string;
}

const STATES = { synced: 'teal', pending_sync: 'blue', orphaned: 'orange', failed: 'red', none: 'gray' } as const;

function stateOf(sync: Sync | null): keyof typeof STATES {
  if (sync === null) return 'none';
  return sync.state in STATES ? (sync.state as keyof typeof STATES) : 'pending_sync'; // the line above has looked it up
}

interface SyncBadgeProps {
  sync: Sync | null;
  /** What it is the card of, for the name of the button. */
  name: string;
  /** Posts the card again; left out where that makes no sense. */
  retry?: () => void;
  busy?: boolean;
}

/** How a record's message in Discord stands, with another try where it is lost or refused. */
export function SyncBadge({ sync, name, retry, busy = false }: SyncBadgeProps): ReactNode {
  const { t } = useTranslation('records');
  const state = stateOf(sync);
  const broken = state === 'failed' || state === 'orphaned';
  const told = sync?.error ? `${t(`sync.${state}Text`)} ${sync.error}` : t(`sync.${state}Text`);
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={told} multiline maw={320}><div><StatusBadge color={STATES[state]}>{t(`sync.${state}`)}</StatusBadge></div></Tooltip>
      {broken && retry ? (
        <Tooltip label={t('sync.retry')}><ActionIcon variant="subtle" size="sm" loading={busy} onClick={retry} aria-label={t('sync.retryOf', { name })}><IconRefresh size={16} /></ActionIcon></Tooltip>
      ) : null}
    </Group>
  );
}
