import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { useFilters } from '../../ui/search.ts';
import { useFormats } from '../../ui/server.ts';
import { useRemoveCommand, type Command } from './commands.ts';

/** What can be done with a command. */
export function CommandMenu({ command }: { command: Command }): ReactNode {
  const { t } = useTranslation(['commands', 'shell']);
  const [, change] = useFilters();
  const [removing, setRemoving] = useState(false);
  const remove = useRemoveCommand();
  const { number } = useFormats();
  const { name, uses } = command;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('actsOf', { name })}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => change({ command: name })}>{t('shell:edit')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={16} />} c="var(--mantine-color-error)" onClick={() => setRemoving(true)}>{t('remove')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {removing ? (
        <Confirm
          title={t('removeTitle', { name })} text={t('removeText', { count: uses, shown: number(uses) })} act={t('remove')} busy={remove.isPending} close={() => setRemoving(false)}
          confirm={() => remove.mutate(command, { onSuccess: () => { setRemoving(false); showDone(t('removedNow', { name })); } })}
        />
      ) : null}
    </>
  );
}
