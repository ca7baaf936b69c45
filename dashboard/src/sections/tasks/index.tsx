import { Button, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useMay } from '../../ui/rights.ts';
import { useFilters } from '../../ui/search.ts';
import { Board } from './Board.tsx';
import { ClaimsDrawer } from './ClaimsDrawer.tsx';
import { AddTask, EditTask } from './TaskDrawer.tsx';
import { STATUSES, useTaskPage } from './tasks.ts';
import { TaskTable } from './TaskTable.tsx';

/** Tasks that members claim, prove and are paid for. */
export default function Tasks(): ReactNode {
  const { t } = useTranslation(['tasks', 'shell']);
  const [filters, change] = useFilters();
  const { view = 'board', task, claims, category } = filters;
  const close = (): void => change({ new: undefined, task: undefined, claims: undefined });
  const any = useTaskPage({ status: 'all', category: undefined, cursor: undefined });
  const none = any.data !== undefined && any.data.data.length === 0 && any.data.next_cursor === null;
  const may = useMay();
  const add = may('moderator') ? <Button leftSection={<IconPlus size={18} />} onClick={() => change({ new: '1' })}>{t('newTask')}</Button> : null;
  return (
    <>
      <PageHeader title={t('shell:section.tasks')} text={t('about')}>
        <SegmentedControl aria-label={t('view')} value={view === 'table' ? 'table' : 'board'} data={[{ value: 'board', label: t('board') }, { value: 'table', label: t('table') }]} onChange={(next) => change({ view: next === 'table' ? next : undefined, cursor: undefined })} />
        {add}
      </PageHeader>
      {none ? <EmptyState title={t('empty')} text={t('emptyText')}>{add}</EmptyState> : (
        <>
          <Group align="flex-end" gap="sm" mb="md" role="group" aria-label={t('shell:filters')}>
            <CategoryFilter key={category ?? ''} value={category ?? ''} change={(next) => change({ category: next || undefined, cursor: undefined })} />
            {view === 'table' ? (
              <NativeSelect
                label={t('state')} w={160} value={filters['status'] ?? ''} data={[{ value: '', label: t('shell:all') }, ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))]}
                onChange={({ currentTarget }) => change({ status: currentTarget.value || undefined, cursor: undefined })}
              />
            ) : null}
          </Group>
          {view === 'table' ? <TaskTable /> : <Board category={category} />}
        </>
      )}
      {filters['new'] === '1' ? <AddTask close={close} /> : null}
      {task === undefined ? null : <EditTask key={task} id={task} close={close} />}
      {claims === undefined ? null : <ClaimsDrawer id={claims} close={close} />}
    </>
  );
}

/** Takes effect when it is left or entered, not with each letter. */
function CategoryFilter({ value, change }: { value: string; change: (category: string) => void }): ReactNode {
  const { t } = useTranslation(['tasks', 'shell']);
  const [typed, setTyped] = useState(value);
  const apply = (): void => (typed.trim() === value ? undefined : change(typed.trim()));
  return (
    <TextInput
      label={t('category')} placeholder={t('shell:all')} maxLength={30} value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={apply} onKeyDown={({ key }) => (key === 'Enter' ? apply() : undefined)}
    />
  );
}
