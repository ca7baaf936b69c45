import { Badge, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../../app/notify.tsx';
import { DataTable, type Column } from '../../../ui/DataTable.tsx';
import { MemberName } from '../../../ui/MemberName.tsx';
import { useChannels, useFormats, useRoles } from '../../../ui/server.ts';
import { retryOf, useRetry, type Problem } from './sync.ts';

const COLORS = { pending_sync: 'blue', orphaned: 'orange', failed: 'red', dead: 'red' } as const;
const KINDS = ['task', 'proof', 'bounty', 'item', 'announcement', 'embed'] as const;

/** Cards that do not show their record, and what was given up. */
export function Problems({ problems }: { problems: Problem[] }): ReactNode {
  const { t } = useTranslation('health');
  const { number, time } = useFormats();
  const { data: channels } = useChannels();
  const retry = useRetry();
  const busy = (problem: Problem): boolean => retry.isPending && JSON.stringify(retry.variables) === JSON.stringify(retryOf(problem));
  const name = useName();
  const columns: Column<Problem>[] = [
    { key: 'what', label: t('what'), cell: (problem) => <>{name(problem)}{problem.user_id ? <> · <MemberName id={problem.user_id} /></> : null}</> },
    { key: 'channel', label: t('channel'), wide: true, cell: ({ channel_id: id }) => (id === null ? '–' : `# ${channels?.data.find((channel) => channel.id === id)?.name ?? id}`) },
    { key: 'state', label: t('state'), cell: ({ state }) => <Badge variant="light" tt="none" color={COLORS[state]}>{t(`states.${state}`)}</Badge> },
    { key: 'error', label: t('why'), cell: ({ error }) => <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>{error ?? '–'}</Text> },
    { key: 'attempts', label: t('attempts'), align: 'right', wide: true, cell: ({ attempts }) => number(attempts) },
    { key: 'at', label: t('since'), wide: true, cell: ({ at }) => time(at) },
    {
      key: 'acts', label: t('acts'), align: 'right',
      cell: (problem) => (problem.state === 'pending_sync' ? null : (
        <Button size="compact-sm" variant="light" loading={busy(problem)} aria-label={t('retryOf', { name: name(problem) })} onClick={() => retry.mutate(retryOf(problem), { onSuccess: () => showDone(t('retried', { count: 1 })) })}>{t('retry')}</Button>
      )),
    },
  ];
  return <DataTable label={t('problems')} columns={columns} rows={problems} id={({ sort, kind, record }) => `${sort}-${kind ?? ''}-${record}`} />;
}

/** What a problem is about, in words. */
function useName(): (problem: Problem) => string {
  const { t } = useTranslation('health');
  const { data: roles } = useRoles();
  return ({ sort, kind, record, role_id: role, detail }) => {
    if (sort !== 'card') return [t(`sorts.${sort}`), role ? (roles?.data.find(({ id }) => id === role)?.name ?? role) : (detail ?? '')].join(' ').trim();
    const known = KINDS.find((one) => one === kind);
    return `${known ? t(`cardKinds.${known}`) : (kind ?? '')} ${record}`;
  };
}
