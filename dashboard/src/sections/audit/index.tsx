import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { download } from '../../ui/download.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useFilters } from '../../ui/search.ts';
import { useFormats, useServer } from '../../ui/server.ts';
import { readAll, useAudit, type Deed } from './audit.ts';
import { AuditFilterBar } from './AuditFilters.tsx';
import { csvOf } from './csv.ts';
import { Diff } from './Diff.tsx';

/** What staff did: who, what, to what, before and after, from where. */
export default function Audit(): ReactNode {
  const { t } = useTranslation(['audit', 'shell']);
  const server = useServer();
  const [{ cursor, ...filters }, change] = useFilters();
  const { data, error, isPending, refetch } = useAudit(filters, cursor);
  const save = useMutation({
    mutationFn: () => readAll(server, filters),
    onSuccess: ({ deeds, cut }) => {
      download(`audit-${server}.csv`, 'text/csv', csvOf(deeds));
      showDone(t(cut ? 'exportedCut' : 'exported', { count: deeds.length }));
    },
  });
  const columns = useColumns();
  return (
    <>
      <PageHeader title={t('shell:section.audit')} text={t('about')}>
        <Button variant="default" leftSection={<IconDownload size={18} />} loading={save.isPending} onClick={() => save.mutate()}>{t('shell:export')}</Button>
      </PageHeader>
      <AuditFilterBar />
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs">{Array.from({ length: 10 }, (_, row) => <Skeleton key={row} h={52} />)}</Stack> : null}
      {data && data.data.length > 0 ? <DataTable label={t('deeds')} columns={columns} rows={data.data} id={({ id }) => id} /> : null}
      {data && data.data.length === 0 ? (
        <EmptyState title={t(Object.keys(filters).length > 0 ? 'noneFits' : 'empty')} text={t(data.next_cursor ? 'searchOn' : Object.keys(filters).length > 0 ? 'noneFitsText' : 'emptyText')}>
          {data.next_cursor ? <Button variant="default" onClick={() => change({ cursor: data.next_cursor ?? undefined })}>{t('older')}</Button> : null}
        </EmptyState>
      ) : null}
      {data ? <Pager next={data.next_cursor} /> : null}
    </>
  );
}

function useColumns(): Column<Deed>[] {
  const { t } = useTranslation('audit');
  const { time } = useFormats();
  const [, change] = useFilters();
  const narrow = (name: 'action' | 'target', value: string): ReactNode => (
    <Anchor component="button" type="button" inherit ta="left" style={{ overflowWrap: 'anywhere' }} onClick={() => change({ [name]: value, cursor: undefined })}>{value}</Anchor>
  );
  return [
    { key: 'at', label: t('when'), cell: ({ at }) => <Text span inherit style={{ whiteSpace: 'nowrap' }}>{time(at)}</Text> },
    { key: 'actor', label: t('who'), cell: ({ actor }) => <MemberName id={actor} avatar /> },
    { key: 'action', label: t('what'), cell: ({ action }) => narrow('action', action) },
    { key: 'target', label: t('target'), cell: ({ target }) => narrow('target', target) },
    { key: 'diff', label: t('change'), cell: ({ before, after, reason }) => <><Diff before={before} after={after} />{reason ? <Text size="sm" c="dimmed" mt={4}>“{reason}”</Text> : null}</> },
    { key: 'source', label: t('source'), wide: true, cell: ({ source }) => <Text span size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{source}</Text> },
  ];
}
