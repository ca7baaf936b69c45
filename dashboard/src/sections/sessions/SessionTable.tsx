import { Badge, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Initials } from '../../ui/Initials.tsx';
import { useFormats } from '../../ui/server.ts';
import { agentName } from './agent.ts';
import type { Session } from './sessions.ts';

/** Sessions, newest first, the one that looks marked. */
export function SessionTable({ sessions, ask }: { sessions: Session[]; ask: (session: Session) => void }): ReactNode {
  const { t } = useTranslation('sessions');
  const { time } = useFormats();
  const columns: Column<Session>[] = [
    {
      key: 'who', label: t('who'),
      cell: ({ user, current }) => (
        <Group gap="xs" wrap="nowrap"><Initials name={user.name} />{user.name}{current ? <Badge variant="light" color="teal" tt="none">{t('current')}</Badge> : null}</Group>
      ),
    },
    { key: 'agent', label: t('device'), cell: ({ agent }) => <Text span size="sm" title={agent}>{agentName(agent)}</Text> },
    { key: 'address', label: t('address'), wide: true, cell: ({ address }) => address },
    { key: 'created', label: t('since'), wide: true, cell: ({ created_at: at }) => time(at) },
    { key: 'seen', label: t('seen'), wide: true, cell: ({ seen_at: at }) => time(at) },
    { key: 'until', label: t('until'), wide: true, cell: ({ expires_at: at, ended_at: ended, ended_by: by }) => (ended ? `${time(ended)} (${by ? t(`endedBy.${by}`) : t('ended')})` : time(at)) },
    {
      key: 'acts', label: t('acts'), align: 'right',
      cell: (session) => (session.ended_at ? null : <Button size="compact-sm" variant="light" color="red" aria-label={t('endOf', { name: session.user.name, agent: agentName(session.agent) })} onClick={() => ask(session)}>{t('end')}</Button>),
    },
  ];
  return <DataTable label={t('sessions')} columns={columns} rows={sessions} id={({ id }) => id} />;
}
