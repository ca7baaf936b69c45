import { Alert, Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../../app/notify.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { useChannels, useFormats } from '../../../ui/server.ts';
import { Problems } from './Problems.tsx';
import { useRetry, useSync } from './sync.ts';

const COUNTED = ['synced', 'pending_sync', 'orphaned', 'failed'] as const;

/** What of the server is in step with Discord and what is not, with another try. */
export function Sync(): ReactNode {
  const { t } = useTranslation(['health', 'records']);
  const { number, time } = useFormats();
  const { data: channels } = useChannels();
  const { data, error, isPending, refetch } = useSync();
  const retry = useRetry();
  if (isPending) return <Stack><Skeleton h={36} w="60%" />{Array.from({ length: 6 }, (_, row) => <Skeleton key={row} h={52} />)}</Stack>;
  if (!data) return <ErrorNotice error={error} retry={() => void refetch()} />;
  const stuck = (data.cards['failed'] ?? 0) + (data.deliveries['dead'] ?? 0) + data.channels_off_count;
  const all = (): void => retry.mutate({}, { onSuccess: ({ cards, deliveries }) => showDone(t('retried', { count: cards + deliveries })) });
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">{t('syncTitle')}</Title>
        <Button size="sm" leftSection={<IconRefresh size={16} />} disabled={stuck === 0} loading={retry.isPending} onClick={all}>{t('retryAll')}</Button>
      </Group>
      <Group gap="xs">
        {COUNTED.map((state) => <Badge key={state} variant="light" tt="none" color={state === 'failed' ? 'red' : state === 'orphaned' ? 'orange' : 'gray'}>{t(`records:sync.${state}`)}: {number(data.cards[state] ?? 0)}</Badge>)}
        <Badge variant="light" tt="none" color={data.deliveries['dead'] ? 'red' : 'gray'}>{t('dead')}: {number(data.deliveries['dead'] ?? 0)}</Badge>
      </Group>
      {data.channels_off.map(({ channel_id: id, code, since }) => (
        <Alert key={id} color="orange" title={t('channelOff', { name: channels?.data.find((channel) => channel.id === id)?.name ?? id })}>
          <Text size="sm">{t('channelOffText', { code, when: time(since) })}</Text>
        </Alert>
      ))}
      {data.problems.length === 0 ? <EmptyState title={t('inStep')} text={t('inStepText')} /> : <Problems problems={data.problems} />}
    </Stack>
  );
}
