import { Button, Grid, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useServer } from '../../ui/server.ts';
import { useProfile } from './members.ts';
import { Balance } from './one/Balance.tsx';
import { Figures } from './one/Figures.tsx';
import { Head } from './one/Head.tsx';
import { History } from './one/History.tsx';
import { Income } from './one/Income.tsx';
import { Inventory } from './one/Inventory.tsx';
import { TaskCounts } from './one/TaskCounts.tsx';

const WIDE = { base: 12, lg: 8 };
const NARROW = { base: 12, lg: 4 };

/** One member: every coin they ever had, explained. */
export default function Member(): ReactNode {
  const { t } = useTranslation(['members', 'shell']);
  const server = useServer();
  const { user = '' } = useParams({ strict: false });
  const { data: member, error, refetch } = useProfile(user);
  if (error instanceof ApiFailure && (error.status === 404 || error.status === 400)) {
    return (
      <>
        <PageHeader title={t('shell:member')} />
        <EmptyState title={t('unknown')} text={t('unknownText')}><Button component={Link} to={`/s/${server}/members`}>{t('toAll')}</Button></EmptyState>
      </>
    );
  }
  if (error) return <><PageHeader title={t('shell:member')} /><ErrorNotice error={error} retry={() => void refetch()} /></>;
  if (!member) return <Coming />;
  return (
    <Stack gap="md">
      <Head member={member} />
      <Figures member={member} />
      <Grid gap="sm">
        <Grid.Col span={WIDE}><Balance points={member.balance_graph} /></Grid.Col>
        <Grid.Col span={NARROW}><Income income={member.income} /></Grid.Col>
        <Grid.Col span={WIDE}><History member={member} /></Grid.Col>
        <Grid.Col span={NARROW}><TaskCounts user={member.user_id} tasks={member.tasks} /></Grid.Col>
        <Grid.Col span={12}><Inventory member={member} /></Grid.Col>
      </Grid>
    </Stack>
  );
}

function Coming(): ReactNode {
  const { t } = useTranslation('shell');
  return (
    <Stack gap="md" role="status" aria-label={t('loading')}>
      <Skeleton h={96} />
      <SimpleGrid cols={{ base: 2, md: 5 }} spacing="sm">{Array.from({ length: 5 }, (_, card) => <Skeleton key={card} h={84} />)}</SimpleGrid>
      <Skeleton h={320} />
      <Skeleton h={320} />
    </Stack>
  );
}
