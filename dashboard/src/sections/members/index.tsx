import { Button, Checkbox, Group, Skeleton, Stack, Tabs } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useFilters } from '../../ui/search.ts';
import { useServer } from '../../ui/server.ts';
import { Inactive } from './Inactive.tsx';
import { firstOrder, sortOf, useMembers } from './members.ts';
import { MemberTable } from './MemberTable.tsx';
import { SearchField } from './SearchField.tsx';

/** The members of the server and what they have. */
export default function Members(): ReactNode {
  const { t } = useTranslation(['members', 'shell']);
  const [filters, change] = useFilters();
  const tab = filters['tab'] === 'inactive' ? 'inactive' : 'all';
  const open = (next: string | null): void => change({ tab: next === 'inactive' ? next : undefined, cursor: undefined });
  return (
    <>
      <PageHeader title={t('shell:section.members')} text={t('about')} />
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List mb="md"><Tabs.Tab value="all">{t('tabs.all')}</Tabs.Tab><Tabs.Tab value="inactive">{t('tabs.inactive')}</Tabs.Tab></Tabs.List>
        <Tabs.Panel value="all"><Everybody /></Tabs.Panel>
        <Tabs.Panel value="inactive"><Inactive /></Tabs.Panel>
      </Tabs>
    </>
  );
}

function Everybody(): ReactNode {
  const { t } = useTranslation(['members', 'shell']);
  const server = useServer();
  const [filters, change] = useFilters();
  const q = filters['q'];
  // A search goes through the names, so it comes in their order.
  const sort = q === undefined ? sortOf(filters['sort']) : 'name';
  const descending = q === undefined && (filters['order'] ?? firstOrder(sort)) === 'desc';
  const { data, error, isPending, isPlaceholderData, refetch } = useMembers({ q, sort, descending, inactiveToo: filters['inactive'] === '1', cursor: filters['cursor'] });
  const sortBy = (by: string, down?: boolean): void => {
    const first = firstOrder(by);
    const order = by !== sort || down === undefined ? first : down ? 'desc' : 'asc';
    change({ sort: by === 'balance' ? undefined : by, order: order === first ? undefined : order, q: undefined, cursor: undefined });
  };
  return (
    <>
      <Group align="flex-end" mb="md" role="group" aria-label={t('shell:filters')}>
        <SearchField value={q ?? ''} change={(next) => (next === (q ?? '') ? undefined : change({ q: next || undefined, cursor: undefined }))} />
        <Checkbox label={t('inactiveToo')} mb={8} checked={filters['inactive'] === '1'} onChange={({ currentTarget }) => change({ inactive: currentTarget.checked ? '1' : undefined, cursor: undefined })} />
      </Group>
      {error ? (
        <>
          <ErrorNotice error={error} retry={() => void refetch()} />
          {sort === 'balance' ? null : <Button variant="default" ml="md" onClick={() => sortBy('balance')}>{t('sortByBalance')}</Button>}
        </>
      ) : null}
      {isPending ? <Stack gap="xs" aria-hidden>{Array.from({ length: 12 }, (_, row) => <Skeleton key={row} h={52} />)}</Stack> : null}
      {data && !error && data.data.length === 0 ? (
        <EmptyState title={t(q === undefined ? 'empty' : 'noneFits')} text={t(q === undefined ? 'emptyText' : 'noneFitsText')}>
          {q === undefined ? <Button component={Link} to={`/s/${server}/tasks`} search={{ new: '1' } as never /* as in ui/search.ts */}>{t('firstTask')}</Button> : <Button variant="default" onClick={() => change({ q: undefined })}>{t('shell:clear')}</Button>}
        </EmptyState>
      ) : null}
      {data && !error && data.data.length > 0 ? <div aria-busy={isPlaceholderData} style={isPlaceholderData ? { opacity: 0.6 } : {}}><MemberTable members={data.data} sort={sort} descending={descending} change={sortBy} /></div> : null}
      {data && !error ? <Pager next={data.next_cursor} /> : null}
    </>
  );
}
