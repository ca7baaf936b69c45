import { Checkbox, Skeleton, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session.ts';
import { showDone } from '../../app/notify.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { useFilters } from '../../ui/search.ts';
import { agentName } from './agent.ts';
import { SessionTable } from './SessionTable.tsx';
import { useEndSession, useSessions, type Session } from './sessions.ts';

/** Where somebody is signed in, and the way to end it. */
export default function Sessions(): ReactNode {
  const { t } = useTranslation(['sessions', 'shell']);
  const [{ ended, cursor }, change] = useFilters();
  const { data: me } = useMe();
  const { data, error, isPending, refetch } = useSessions(ended === '1', cursor);
  const [asked, setAsked] = useState<Session | null>(null);
  const end = useEndSession();
  const confirm = (session: Session): void => end.mutate(session, {
    onSuccess: () => {
      setAsked(null);
      showDone(t('ended'));
    },
  });
  return (
    <>
      <PageHeader title={t('shell:section.sessions')} text={t(me?.user.kind === 'operator' ? 'aboutAll' : 'about')} />
      <Checkbox mb="md" label={t('alsoEnded')} checked={ended === '1'} onChange={({ currentTarget }) => change({ ended: currentTarget.checked ? '1' : undefined, cursor: undefined })} />
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs">{Array.from({ length: 5 }, (_, row) => <Skeleton key={row} h={52} />)}</Stack> : null}
      {data && data.data.length > 0 ? <SessionTable sessions={data.data} ask={setAsked} /> : null}
      {data && data.data.length === 0 ? <EmptyState title={t('none')} text={t('noneText')} /> : null}
      {data ? <Pager next={data.next_cursor} /> : null}
      {asked ? (
        <Confirm
          title={t('endTitle')} text={t(asked.current ? 'endOwnText' : 'endText', { name: asked.user.name, agent: agentName(asked.agent) })} act={t('end')} busy={end.isPending}
          confirm={() => confirm(asked)} close={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}
