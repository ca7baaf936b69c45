import { Badge, Button, Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useFormats } from '../../ui/server.ts';
import { TaskCard } from './TaskCard.tsx';
import { STATUSES, useColumn, type Status } from './tasks.ts';

/** The tasks in three columns, by how they stand. */
export function Board({ category }: { category: string | undefined }): ReactNode {
  return <SimpleGrid cols={{ base: 1, md: 3 }} style={{ alignItems: 'start' }}>{STATUSES.map((status) => <Column key={status} status={status} category={category} />)}</SimpleGrid>;
}

function Column({ status, category }: { status: Status; category: string | undefined }): ReactNode {
  const { t } = useTranslation('tasks');
  const { number } = useFormats();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useColumn({ status, category });
  const tasks = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Paper component="section" bg="var(--mantine-color-default-hover)" p="sm" aria-label={t(`status.${status}`)}>
      <Group gap="xs" mb="sm">
        <Title order={2} size="h5">{t(`status.${status}`)}</Title>
        {data ? <Badge variant="default" tt="none">{number(tasks.length)}{hasNextPage ? '+' : ''}</Badge> : null}
      </Group>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      <Stack gap="sm">
        {isPending ? Array.from({ length: 3 }, (_, card) => <Skeleton key={card} h={132} />) : null}
        {tasks.map((task) => <TaskCard key={task.id} task={task} />)}
        {data && tasks.length === 0 ? <Text size="sm" c="dimmed">{t(`noneOf.${status}`)}</Text> : null}
        {hasNextPage ? <Button variant="default" size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button> : null}
      </Stack>
    </Paper>
  );
}
