import { Anchor, Button, Drawer, Group, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type ApiSchema } from '../../api.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { useFormats, useServer } from '../../ui/server.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useTask } from './tasks.ts';

type Claims = ApiSchema['/api/:server_id/tasks/:task_id/claims']['$get']['output'];
type Claim = Claims['data'][number];

const STATES = ['all', 'claimed', 'submitted', 'changes', 'rejected', 'accepted', 'dropped', 'expired'] as const;
type ClaimState = (typeof STATES)[number];
const COLORS: Record<Claim['state'], string> = { claimed: 'blue', submitted: 'indigo', changes: 'orange', rejected: 'red', accepted: 'teal', dropped: 'gray', expired: 'gray' };
const PER_PAGE = 25;

/** Who has claimed a task, and how far they are. */
export function ClaimsDrawer({ id, close }: { id: string; close: () => void }): ReactNode {
  const { t } = useTranslation(['tasks', 'shell']);
  const server = useServer();
  const { data: task } = useTask(id);
  const { time } = useFormats();
  const [state, setState] = useState<ClaimState>('all');
  const claims = useInfiniteQuery({
    queryKey: [server, 'tasks', 'claims', id, state],
    initialPageParam: null as string | null, // the type of all further ones
    queryFn: ({ pageParam }): Promise<Claims> => answer(api[':server_id'].tasks[':task_id'].claims.$get({
      param: { server_id: server, task_id: id }, query: { state, per_page: PER_PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
    })),
    getNextPageParam: ({ next_cursor: next }) => next,
  });
  const columns: Column<Claim>[] = [
    { key: 'member', label: t('shell:member'), cell: ({ user_id: member }) => <MemberName id={member} /> },
    { key: 'state', label: t('state'), cell: (claim) => <StatusBadge color={COLORS[claim.state]}>{t(`claimState.${claim.state}`)}</StatusBadge> },
    { key: 'at', label: t('claimedAt'), wide: true, cell: ({ claimed_at: at }) => time(at) },
    { key: 'deadline', label: t('deadline'), cell: ({ deadline }) => time(deadline) },
    { key: 'proof', label: t('proof'), cell: ({ submission_id: proof }) => (proof === null ? '–' : <Anchor component={Link} inherit to={`/s/${server}/review?state=all&at=${proof}`}>#{proof}</Anchor>) },
  ];
  const rows = claims.data?.pages.flatMap(({ data }) => data);
  return (
    <Drawer opened onClose={close} title={t('claimsOf', { name: task?.body.name ?? `#${id}` })} position="right" size="min(100vw, 44rem)" closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <NativeSelect label={t('state')} w={200} mb="md" value={state} data={STATES.map((value) => ({ value, label: t(`claimState.${value}`) }))} onChange={({ currentTarget }) => setState(STATES.find((known) => known === currentTarget.value) ?? 'all')} />
      {claims.error ? <ErrorNotice error={claims.error} retry={() => void claims.refetch()} /> : null}
      {claims.isPending ? <Stack gap="xs">{Array.from({ length: 5 }, (_, row) => <Skeleton key={row} h={40} />)}</Stack> : null}
      {rows && rows.length === 0 ? <Text c="dimmed">{t('noClaims')}</Text> : null}
      {rows && rows.length > 0 ? <DataTable label={t('claims')} columns={columns} rows={rows} id={({ user_id: member, round, turn }) => `${member}-${round}-${turn}`} /> : null}
      {claims.hasNextPage ? <Group justify="center" mt="md"><Button variant="default" loading={claims.isFetchingNextPage} onClick={() => void claims.fetchNextPage()}>{t('more')}</Button></Group> : null}
    </Drawer>
  );
}
