import { Badge, Button, Code, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../../ui/DataTable.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { useFilters } from '../../../ui/search.ts';
import { useFormats } from '../../../ui/server.ts';
import { ClearLogs } from './ClearLogs.tsx';
import { LogFilterBar } from './LogFilters.tsx';
import { LEVELS, useLogs, type LogLine } from './logs.ts';

const COLORS = { info: 'gray', warn: 'orange', error: 'red' } as const;

/** What Coffer has logged. */
export function Logs(): ReactNode {
  const { t } = useTranslation('health');
  const [{ tab: _tab, ...filters }, change] = useFilters();
  const { data, error, isPending, refetch, isFetching } = useLogs(filters);
  const { time } = useFormats();
  const columns: Column<LogLine>[] = [
    { key: 'at', label: t('when'), cell: ({ at }) => <Text span inherit style={{ whiteSpace: 'nowrap' }}>{time(at)}</Text> },
    { key: 'level', label: t('level'), cell: ({ level }) => <Badge variant="light" tt="none" color={COLORS[level]}>{t(`levels.${level}`)}</Badge> },
    { key: 'event', label: t('logFilter.event'), cell: ({ event }) => event },
    { key: 'reference', label: t('logFilter.reference'), wide: true, cell: ({ reference }) => reference ?? '–' },
    { key: 'fields', label: t('details'), cell: ({ fields }) => <Details fields={fields} /> },
  ];
  return (
    <>
      <LogFilterBar />
      <Group mb="md" gap="xs">
        <Button size="sm" variant="default" loading={isFetching} onClick={() => void refetch()}>{t('refresh')}</Button>
        <ClearLogs level={LEVELS.find((name) => name === filters['level']) ?? null} />
      </Group>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs">{Array.from({ length: 10 }, (_, row) => <Skeleton key={row} h={44} />)}</Stack> : null}
      {data && data.data.length > 0 ? <DataTable label={t('tabs.logs')} columns={columns} rows={data.data} id={({ id }) => id} /> : null}
      {data && data.data.length === 0 ? (
        <EmptyState title={t('noLines')} text={t(data.next_cursor ? 'searchOn' : 'noLinesText')}>
          {data.next_cursor ? <Button variant="default" onClick={() => change({ cursor: data.next_cursor ?? undefined })}>{t('older')}</Button> : null}
        </EmptyState>
      ) : null}
      {data ? <Pager next={data.next_cursor} /> : null}
    </>
  );
}

/** The fields of a line: short ones at once, the rest unfolded by the reader. */
function Details({ fields }: { fields: LogLine['fields'] }): ReactNode {
  const { t } = useTranslation('health');
  const entries = Object.entries(fields);
  if (entries.length === 0) return '–';
  const short = entries.filter(([, value]) => typeof value !== 'object').map(([name, value]) => `${name}: ${String(value)}`).join(' · ');
  if (entries.every(([, value]) => typeof value !== 'object') && short.length < 120) return <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>{short}</Text>;
  return (
    <details>
      <summary style={{ cursor: 'pointer', overflowWrap: 'anywhere' }}>{short.slice(0, 100) || t('details')}</summary>
      <Code block mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{JSON.stringify(fields, null, 2)}</Code>
    </details>
  );
}
