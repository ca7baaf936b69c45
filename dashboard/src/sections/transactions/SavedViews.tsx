import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '../../app/notify.tsx';
import { useFilters } from '../../ui/search.ts';
import { useViews, type View } from './saved.ts';
import { FILTERS } from './transactions.ts';

const NAME_MAX = 40;

/** Lists with a name: open one, keep the present one, drop one. */
export function SavedViews(): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const [filters, change] = useFilters();
  const { views, keep, drop } = useViews();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const open = (view: View): void => {
    change({ ...Object.fromEntries(FILTERS.map((filter) => [filter, view.filters[filter]])), cursor: undefined });
    setOpened(false);
  };
  const save = (): void => {
    if (name.trim() === '') return;
    keep(name.trim(), filters);
    setName('');
  };
  const remove = (view: View): void => {
    drop(view.name);
    showUndo(t('viewGone', { name: view.name }), () => keep(view.name, view.filters));
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus shadow="md">
      <Popover.Target><Button variant="default" leftSection={<IconBookmark size={16} />} onClick={() => setOpened(!opened)}>{t('views')}</Button></Popover.Target>
      <Popover.Dropdown aria-label={t('views')}>
        <Stack gap="xs">
          {views.length === 0 ? <Text size="sm" c="dimmed">{t('noViews')}</Text> : null}
          {views.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap">
              <Button variant="subtle" size="compact-md" justify="flex-start" flex={1} miw={0} onClick={() => open(view)}>{view.name}</Button>
              <ActionIcon variant="subtle" color="red" aria-label={t('dropView', { name: view.name })} onClick={() => remove(view)}><IconTrash size={16} /></ActionIcon>
            </Group>
          ))}
          <form onSubmit={(event) => { event.preventDefault(); save(); }}>
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput label={t('viewName')} size="sm" flex={1} maxLength={NAME_MAX} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
              <Button type="submit" size="sm" disabled={name.trim() === ''}>{t('shell:save')}</Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
