import { ActionIcon, Badge, Button, Grid, Group, Kbd, Paper, ScrollArea, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useFilters } from '../../ui/search.ts';
import { useFormats, useServer } from '../../ui/server.ts';
import { ReviewFilters } from './Filters.tsx';
import { isInFront, useQueueKeys } from './keys.ts';
import { Opened } from './Opened.tsx';
import { stateOf, useQueue, type Asked } from './queue.ts';
import { QueueList } from './QueueList.tsx';

/** The review queue: one proof after the other, by the keyboard if one likes. */
export default function Review(): ReactNode {
  const { t } = useTranslation(['review', 'shell']);
  const server = useServer();
  const { number } = useFormats();
  const [filters, change] = useFilters();
  const asked: Asked = { state: stateOf(filters['state']), task: filters['task'], user: filters['user'], cursor: filters['cursor'] };
  const { data, error, isPending, refetch } = useQueue(asked);
  const proofs = data?.data ?? [];
  const at = filters['at'] === undefined ? (proofs[0]?.id ?? null) : Number(filters['at']);
  const place = proofs.findIndex(({ id }) => id === at);
  const open = (id: number | undefined): void => (id === undefined ? undefined : change({ at: String(id) }, { replace: true }));
  const step = (by: 1 | -1): void => open(proofs[place + by]?.id);
  useQueueKeys({ J: () => step(1), K: () => step(-1) });
  // The one behind it is open before the answer is there; the last one makes way for the one before.
  const after = (id: number): number | undefined => (proofs[proofs.findIndex((proof) => proof.id === id) + 1] ?? proofs.findLast((proof) => proof.id !== id))?.id;
  const count = `${number(proofs.length)}${data?.next_cursor ? '+' : ''}`;
  const filtered = filters['state'] ?? asked.task ?? asked.user;
  return (
    <>
      <PageHeader title={t('shell:section.review')} text={t('about')}>{data ? <Badge size="lg" variant="default" tt="none" role="status">{t(`count.${asked.state}`, { count: proofs.length, shown: count })}</Badge> : null}</PageHeader>
      <ReviewFilters />
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Grid><Grid.Col span={{ base: 12, md: 4 }}><Skeleton h={280} /></Grid.Col><Grid.Col span={{ base: 12, md: 8 }}><Skeleton h={420} /></Grid.Col></Grid> : null}
      {data && proofs.length === 0 && filters['at'] === undefined ? (
        <EmptyState title={t(filtered ? 'noneFits' : 'empty')} text={t(filtered ? 'noneFitsText' : 'emptyText')}>
          {filtered ? null : <Button component={Link} to={`/s/${server}/tasks`} variant="default">{t('toTasks')}</Button>}
        </EmptyState>
      ) : null}
      {data && at !== null ? (
        <Grid>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Group justify="space-between" mb="xs" wrap="nowrap">
              <Text size="sm" c="dimmed" aria-live="polite">{place < 0 ? '' : t('place', { place: number(place + 1), of: count })}</Text>
              <Group gap={4} wrap="nowrap">
                <Tooltip label={<>{t('before')} <Kbd size="xs">K</Kbd></>}><ActionIcon variant="default" disabled={place <= 0} aria-label={t('before')} onClick={() => step(-1)}><IconChevronUp size={18} /></ActionIcon></Tooltip>
                <Tooltip label={<>{t('next')} <Kbd size="xs">J</Kbd></>}><ActionIcon variant="default" disabled={place + 1 >= proofs.length} aria-label={t('next')} onClick={() => step(1)}><IconChevronDown size={18} /></ActionIcon></Tooltip>
              </Group>
            </Group>
            {proofs.length > 0 ? <Paper withBorder p={4} visibleFrom="md"><ScrollArea.Autosize mah="70vh"><QueueList proofs={proofs} at={at} open={open} /></ScrollArea.Autosize></Paper> : null}
            <Pager next={data.next_cursor} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }}><Opened key={at} id={at} asked={asked} decided={() => change({ at: asked.state === 'waiting' ? after(at)?.toString() : String(at) }, { replace: true })} back={(id) => (isInFront() ? open(id) : undefined)} /></Grid.Col>
        </Grid>
      ) : null}
    </>
  );
}
