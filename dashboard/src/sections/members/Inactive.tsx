import { Button, Group, NativeSelect, Skeleton, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useMay } from '../../ui/rights.ts';
import { useFilters } from '../../ui/search.ts';
import { useFormats } from '../../ui/server.ts';
import { CleanUpDialog } from './CleanUpDialog.tsx';
import { useAbsent, useReactivate, type Absent } from './members.ts';
import { MemberCell } from './MemberTable.tsx';

const DAYS = [0, 7, 30, 90, 180, 365];

/** Who has left or was marked, longest gone first. Their coins stay. */
export function Inactive(): ReactNode {
  const { t } = useTranslation(['members', 'shell']);
  const [filters, change] = useFilters();
  const { money, time } = useFormats();
  const days = DAYS.find((known) => String(known) === filters['days']) ?? 0;
  const { data, error, isPending, refetch } = useAbsent(days, filters['cursor']);
  const may = useMay();
  const reactivate = useReactivate();
  const [cleaning, setCleaning] = useState(false);
  const columns: Column<Absent>[] = [
    { key: 'name', label: t('shell:member'), cell: (member) => <MemberCell member={member} /> },
    { key: 'balance', label: t('balance'), align: 'right', cell: ({ balance }) => money(balance) },
    { key: 'since', label: t('since'), wide: true, cell: ({ since }) => time(since) },
    { key: 'left', label: t('leftAt'), wide: true, cell: ({ left_at: at }) => time(at) },
    { key: 'active', label: t('lastActive'), wide: true, cell: ({ last_active_at: at }) => time(at) },
    { key: 'acts', label: t('acts'), align: 'right', cell: ({ user_id: id, name, state }) => (state === 'erased' || !may('moderator') ? null : (
      <Button size="compact-sm" variant="light" aria-label={t('reactivateOf', { name: name ?? id })} loading={reactivate.isPending && reactivate.variables === id} onClick={() => reactivate.mutate(id)}>{t('reactivate')}</Button>
    )) },
  ];
  return (
    <>
      <Group align="flex-end" justify="space-between" mb="md" role="group" aria-label={t('shell:filters')}>
        <NativeSelect
          label={t('goneFor')} value={String(days)} data={DAYS.map((value) => ({ value: String(value), label: value === 0 ? t('shell:all') : t('daysAtLeast', { count: value }) }))}
          onChange={({ currentTarget }) => change({ days: currentTarget.value === '0' ? undefined : currentTarget.value, cursor: undefined })}
        />
        {may('moderator') ? <Button variant="default" onClick={() => setCleaning(true)}>{t('cleanUp')}</Button> : null}
      </Group>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs" aria-hidden>{Array.from({ length: 8 }, (_, row) => <Skeleton key={row} h={52} />)}</Stack> : null}
      {data?.data.length === 0 ? <EmptyState title={t('noneInactive')} text={t('noneInactiveText')} /> : null}
      {data && data.data.length > 0 ? <DataTable label={t('tabs.inactive')} columns={columns} rows={data.data} id={({ user_id: id }) => id} /> : null}
      {data ? <Pager next={data.next_cursor} /> : null}
      {cleaning ? <CleanUpDialog close={() => setCleaning(false)} /> : null}
    </>
  );
}
