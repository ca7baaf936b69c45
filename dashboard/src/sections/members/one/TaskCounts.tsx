import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats, useServer } from '../../../ui/server.ts';
import { Panel } from './Panel.tsx';

const STATES = ['claimed', 'submitted', 'changes', 'rejected', 'accepted', 'dropped', 'expired'] as const;

/** What became of the tasks that a member has claimed. */
export function TaskCounts({ user, tasks }: { user: string; tasks: Record<string, number> }): ReactNode {
  const { t } = useTranslation(['members', 'tasks']);
  const server = useServer();
  const { number } = useFormats();
  const known = STATES.filter((state) => (tasks[state] ?? 0) > 0);
  return (
    <Panel title={t('tasks')}>
      {known.length === 0 ? <Text c="dimmed">{t('noTasks')}</Text> : null}
      <Stack gap={6} component="ul" p={0} m={0} mb="sm" style={{ listStyle: 'none' }}>
        {known.map((state) => <Group key={state} component="li" justify="space-between"><Text size="sm">{t(`tasks:claimState.${state}`)}</Text><Badge variant="light">{number(tasks[state] ?? 0)}</Badge></Group>)}
      </Stack>
      <Anchor component={Link} to={`/s/${server}/review`} search={{ user, state: 'all' } as never /* as in ui/search.ts */} size="sm">{t('theirProofs')}</Anchor>
    </Panel>
  );
}
