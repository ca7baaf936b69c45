import { Anchor, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../api.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { useFormats, useServer } from '../../ui/server.ts';
import { Amount } from '../transactions/Amount.tsx';
import { useNewest } from './overview.ts';

const ROWS = 8;
const ROW_HEIGHT = 42;

/** The newest transactions as they come in; nothing for staff who may not see them. */
export function Newest(): ReactNode {
  const { t } = useTranslation('overview');
  const server = useServer();
  const { time } = useFormats();
  const { data, error, isPending, refetch } = useNewest();
  if (error instanceof ApiFailure && error.status === 403) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="overview-newest">
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} size="h4" id="overview-newest">{t('newest')}</Title>
        <Anchor component={Link} to={`/s/${server}/transactions`} size="sm">{t('allTransactions')}</Anchor>
      </Group>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap={4} aria-hidden>{Array.from({ length: ROWS }, (_, row) => <Skeleton key={row} h={ROW_HEIGHT} />)}</Stack> : null}
      {data?.data.length === 0 ? <Text c="dimmed" py="sm">{t('noneYet')}</Text> : null}
      <Stack gap={4} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {data?.data.map((row) => (
          <Group key={row.id} component="li" justify="space-between" wrap="nowrap" mih={ROW_HEIGHT}>
            <div style={{ minWidth: 0 }}>
              <Text size="sm" truncate><MemberName id={row.user_id} /> · {row.description}</Text>
              <Anchor component={Link} to={`/s/${server}/transactions`} search={{ at: row.id } as never /* as in ui/search.ts */} size="xs" c="dimmed" aria-label={t('openOf', { id: row.id, time: time(row.timestamp) })}>{time(row.timestamp)}</Anchor>
            </div>
            <Text size="sm" component="div"><Amount asset={row.asset} amount={row.amount} /></Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
