import { Button, Group, NativeSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api.ts';
import { MemberPicker } from '../../ui/MemberPickers.tsx';
import { useFilters } from '../../ui/search.ts';
import { useServer } from '../../ui/server.ts';
import { STATES, stateOf } from './queue.ts';

/** Which proofs the queue holds. */
export function ReviewFilters(): ReactNode {
  const { t } = useTranslation(['review', 'shell']);
  const server = useServer();
  const [{ state, task, user }, change] = useFilters();
  const { data } = useQuery({
    queryKey: [server, 'tasks', 'names'], queryFn: () => answer(api[':server_id'].tasks.$get({ param: { server_id: server }, query: { per_page: 100 } })),
  });
  const listed = (data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const other = task !== undefined && !listed.some(({ value }) => value === task) ? [{ value: task, label: `#${task}` }] : [];
  const anew = { at: undefined, cursor: undefined };
  return (
    <Group align="flex-end" gap="sm" mb="md" role="group" aria-label={t('shell:filters')}>
      <NativeSelect
        label={t('state')} value={stateOf(state)} data={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        onChange={({ currentTarget }) => change({ ...anew, state: currentTarget.value === 'waiting' ? undefined : currentTarget.value })}
      />
      <Select
        label={t('task')} placeholder={t('shell:all')} searchable clearable clearButtonProps={{ 'aria-label': t('shell:clear') }} nothingFoundMessage={t('shell:nothingFound')}
        data={[...listed, ...other]} value={task ?? null} onChange={(value) => change({ ...anew, task: value ?? undefined })}
      />
      <MemberPicker label={t('shell:member')} value={user ?? null} onChange={(value) => change({ ...anew, user: value ?? undefined })} />
      {state ?? task ?? user ? <Button variant="subtle" size="sm" onClick={() => change({ ...anew, state: undefined, task: undefined, user: undefined })}>{t('shell:clear')}</Button> : null}
    </Group>
  );
}
