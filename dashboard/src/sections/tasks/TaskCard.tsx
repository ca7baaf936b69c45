import { Anchor, Badge, Card, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/server.ts';
import { SyncBadge } from '../../ui/SyncBadge.tsx';
import { TaskMenu } from './TaskMenu.tsx';
import { useAnnounce, type Task } from './tasks.ts';

/** One task on the board. */
export function TaskCard({ task }: { task: Task }): ReactNode {
  const { t } = useTranslation('tasks');
  const { money, time } = useFormats();
  const announce = useAnnounce();
  const active = task.status === 'active';
  return (
    <Card withBorder p="sm">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Anchor component={Link} to="." search={((before: object) => ({ ...before, task: String(task.id) })) as never /* as in ui/search.ts */} fw={600}>{task.name}</Anchor>
        <TaskMenu task={task} />
      </Group>
      <Stack gap={6}>
        <Group gap="xs">
          <Text size="sm">{money(task.reward)}</Text>
          {task.category ? <Badge variant="default" tt="none">{task.category}</Badge> : null}
          {task.recurrence === 'none' ? null : <Badge variant="default" tt="none">{t(`recurrences.${task.recurrence}`)}</Badge>}
        </Group>
        <ClaimBar task={task} />
        {task.expires_at && task.status !== 'closed' ? <Text size="xs" c="dimmed">{t(active ? 'endsAt' : 'endedAt', { time: time(task.expires_at) })}</Text> : null}
        {active ? <SyncBadge sync={task.sync} name={task.name} busy={announce.isPending} retry={() => announce.mutate({ task })} /> : null}
      </Stack>
    </Card>
  );
}

/** How many of a task's places are taken. */
function ClaimBar({ task: { name, max_claims: most, current_claims: taken, completed } }: { task: Task }): ReactNode {
  const { t } = useTranslation('tasks');
  const { number } = useFormats();
  const text = most === -1 ? t('taken', { count: taken, shown: number(taken) }) : t('takenOf', { taken: number(taken), most: number(most) });
  return (
    <div>
      <Text size="xs" c="dimmed">{completed > 0 ? `${text} · ${t('completedTimes', { count: completed, shown: number(completed) })}` : text}</Text>
      {most === -1 ? null : <Progress size="sm" mt={4} value={Math.min(100, (taken / most) * 100)} aria-label={t('takenBar', { name })} />}
    </div>
  );
}
