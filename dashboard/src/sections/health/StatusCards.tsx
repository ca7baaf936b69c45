import { Alert, Button, Card, Group, List, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useFormats } from '../../ui/server.ts';
import { useAge } from './age.ts';
import { useStatus, type Status } from './status.ts';

/** The state of Coffer at a glance. */
export function StatusCards(): ReactNode {
  const { t } = useTranslation('health');
  const { data, error, isPending, isFetching, refetch, dataUpdatedAt } = useStatus();
  const { time } = useFormats();
  if (isPending) return <Stack><Skeleton h={72} /><SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>{Array.from({ length: 8 }, (_, card) => <Skeleton key={card} h={128} />)}</SimpleGrid></Stack>;
  if (!data) return <ErrorNotice error={error} retry={() => void refetch()} />;
  const well = data.status === 'ok';
  return (
    <Stack>
      <Alert color={well ? 'teal' : 'orange'} icon={well ? <IconCircleCheck size={20} /> : <IconAlertTriangle size={20} />} title={t(well ? 'well' : 'degraded')}>
        {data.warnings.length > 0 ? <List size="sm">{data.warnings.map((warning) => <List.Item key={warning}>{warning}</List.Item>)}</List> : <Text size="sm">{t('nothingWrong')}</Text>}
      </Alert>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">{t('readAt', { when: time(dataUpdatedAt) })}</Text>
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={16} />} loading={isFetching} onClick={() => void refetch()}>{t('refresh')}</Button>
      </Group>
      <Cards status={data} />
    </Stack>
  );
}

function Cards({ status }: { status: Status }): ReactNode {
  const { t } = useTranslation('health');
  const { number, time } = useFormats();
  const age = useAge();
  const { discord, outbox, errors, servers, movements, objects } = status;
  const working = (ok: boolean): string => t(ok ? 'working' : 'broken');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      {Object.entries(status.databases).map(([name, { ok, ms }]) => <Figure key={name} title={t('database', { name })} value={working(ok)} text={t('inMs', { ms: number(Math.round(ms)) })} bad={!ok} />)}
      <Figure title={t('objects')} value={working(objects.ok)} text={t('inMs', { ms: number(Math.round(objects.ms)) })} bad={!objects.ok} />
      <Figure title={t('outbox')} value={outbox ? t('waiting', { count: outbox.waiting }) : '–'} bad={(outbox?.dead ?? 0) + (outbox?.failed ?? 0) > 0} text={outbox ? [outbox.waiting > 0 ? t('oldest', { age: age(outbox.oldest_seconds) }) : '', t('givenUp', { dead: number(outbox.dead), failed: number(outbox.failed) })].filter(Boolean).join(' · ') : ''} />
      <Figure title={t('discord')} value={discord ? t(`discordState.${discord.status}`) : '–'} bad={discord?.status === 'failing' || discord?.status === 'limited'} text={outbox?.closed_until ? t('closedUntil', { when: time(outbox.closed_until) }) : t('lastSuccess', { when: time(discord?.last_success ?? null) })} />
      <Figure title={t('lastInteraction')} value={time(discord?.last_interaction ?? null)} text={t('lastCron', { when: time(discord?.last_cron ?? null) })} />
      <Figure title={t('errors')} value={errors ? number(errors.hour) : '–'} bad={(errors?.hour ?? 0) > 0} text={errors ? t('errorsText', { errors: number(errors.day), warnings: number(errors.warnings_day) }) : ''} />
      <Figure title={t('servers')} value={number(servers.installed)} text={t('serversText', { placed: number(servers.placed), removed: number(servers.removed) })} />
      <Figure title={t('movements')} value={number(movements.today)} text={t('yesterday', { count: number(movements.yesterday) })} />
      <Figure title={t('version')} value={status.version} text={t('upFor', { age: age(status.uptime_seconds) })} />
    </SimpleGrid>
  );
}

function Figure({ title, value, text, bad = false }: { title: string; value: string; text: string; bad?: boolean }): ReactNode {
  return (
    <Card withBorder padding="md">
      <Group gap={6} wrap="nowrap">{bad ? <IconAlertTriangle size={16} color="var(--mantine-color-orange-text)" aria-hidden /> : null}<Title order={2} size="sm" fw={600} c="dimmed">{title}</Title></Group>
      <Text fz="lg" fw={700} mt={4} style={{ overflowWrap: 'anywhere' }}>{value}</Text>
      <Text size="sm" c="dimmed">{text}</Text>
    </Card>
  );
}
