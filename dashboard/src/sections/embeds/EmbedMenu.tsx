import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconSend, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import { RemoveDialog } from '../../ui/RemoveDialog.tsx';
import { useFilters } from '../../ui/search.ts';
import { useRemoveEmbed, type Template } from './embeds.ts';
import { PostCopy } from './PostCopy.tsx';

/** What can be done with a template. */
export function EmbedMenu({ template }: { template: Template }): ReactNode {
  const { t } = useTranslation(['embeds', 'shell']);
  const [, change] = useFilters();
  const [open, setOpen] = useState<'post' | 'remove' | null>(null);
  const remove = useRemoveEmbed();
  const { id, name } = template;
  const close = (): void => setOpen(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('actsOf', { name })}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => change({ embed: String(id) })}>{t('shell:edit')}</Menu.Item>
          <Menu.Item leftSection={<IconSend size={16} />} onClick={() => setOpen('post')}>{t('postCopy')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={16} />} c="var(--mantine-color-error)" onClick={() => setOpen('remove')}>{t('shell:delete')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'post' ? <PostCopy template={template} close={close} /> : null}
      {open === 'remove' ? (
        <RemoveDialog
          title={t('deleteTitle', { name })} text={t('deleteText')} busy={remove.isPending} close={close}
          remove={(withMessages) => remove.mutate({ template, withMessages }, { onSuccess: () => { close(); showDone(t('deletedNow', { name })); } })}
        />
      ) : null}
    </>
  );
}
