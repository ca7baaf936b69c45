import { Anchor, Skeleton, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useFilters } from '../../ui/search.ts';
import { useFormats } from '../../ui/server.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { SyncBadge } from '../../ui/SyncBadge.tsx';
import { TaskMenu } from './TaskMenu.tsx';
import { STATUSES, useAnnounce, useTaskPage, type Task } from './tasks.ts';

const COLORS = { active: 'teal', closed: 'gray', expired: 'orange' } as const;

/** The tasks as a list, newest first. */
export function TaskTable(): ReactNode {
  const { t } = useTranslation(['tasks', 'shell']);
  const [{ status, category, cursor }] = useFilters();
  const { money, number, time } = useFormats();
  const announce = useAnnounce();
  const { data, error, isPending, refetch } = useTaskPage({ status: STATUSES.find((known) => known === status) ?? 'all', category, cursor });
  const columns: Column<Task>[] = [
    { key: 'name', label: t('task'), cell: ({ id, name }) => <Anchor component={Link} inherit fw={600} to="." search={((before: object) => ({ ...before, task: String(id) })) as never /* as in ui/search.ts */}>{name}</Anchor> },
    { key: 'status', label: t('state'), cell: (task) => <StatusBadge color={COLORS[task.status]}>{t(`status.${task.status}`)}</StatusBadge> },
    { key: 'reward', label: t('reward'), align: 'right', wide: true, cell: ({ reward }) => money(reward) },
    { key: 'claims', label: t('claims'), align: 'right', wide: true, cell: ({ current_claims: taken, max_claims: most }) => (most === -1 ? number(taken) : `${number(taken)} / ${number(most)}`) },
    { key: 'completed', label: t('completed'), align: 'right', wide: true, cell: ({ completed }) => number(completed) },
    { key: 'expires', label: t('expires'), wide: true, cell: ({ expires_at: at }) => time(at) },
    { key: 'sync', label: t('card'), wide: true, cell: (task) => <SyncBadge sync={task.sync} name={task.name} busy={announce.isPending} {...(task.status === 'active' ? { retry: () => announce.mutate({ task }) } : {})} /> },
    { key: 'acts', label: t('acts'), align: 'right', cell: (task) => <TaskMenu task={task} /> },
  ];
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (isPending) return <Stack gap="xs">{Array.from({ length: 8 }, (_, row) => <Skeleton key={row} h={44} />)}</Stack>;
  return (
    <>
      {data.data.length === 0 ? <EmptyState title={t('noneFits')} text={t('noneFitsText')} /> : <DataTable label={t('tasks')} columns={columns} rows={data.data} id={({ id }) => id} />}
      <Pager next={data.next_cursor} />
    </>
  );
}
