import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPackage, IconPencil, IconSend, IconTrash, IconTrashOff } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PostDialog } from '../../ui/PostDialog.tsx';
import { useMay } from '../../ui/rights.ts';
import { useFilters } from '../../ui/search.ts';
import { useConfig } from '../../ui/server.ts';
import { useActive, usePost, type Item } from './items.ts';
import type { Place } from './ShelfRow.tsx';
import { StockDialog } from './StockDialog.tsx';

/** What can be done with an item. */
export function ItemMenu({ item, place }: { item: Item; place: Place | undefined }): ReactNode {
  const { t } = useTranslation(['shop', 'shell']);
  const [, change] = useFilters();
  const [open, setOpen] = useState<'stock' | 'post' | null>(null);
  const { data: config } = useConfig();
  const active = useActive();
  const post = usePost();
  const may = useMay();
  const { name } = item;
  if (!may('shopkeeper')) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('actsOf', { name })} loading={active.isPending}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => change({ item: String(item.id) })}>{t('shell:edit')}</Menu.Item>
          <Menu.Item leftSection={<IconPackage size={16} />} onClick={() => setOpen('stock')}>{t('changeStock')}</Menu.Item>
          <Menu.Item leftSection={<IconSend size={16} />} onClick={() => setOpen('post')}>{t('postCard')}</Menu.Item>
          {place && !place.first ? <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => place.move(-1)}>{t('up')}</Menu.Item> : null}
          {place && !place.last ? <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => place.move(1)}>{t('down')}</Menu.Item> : null}
          <Menu.Divider />
          {item.is_active
            ? <Menu.Item leftSection={<IconTrash size={16} />} c="var(--mantine-color-error)" onClick={() => active.mutate({ item, active: false })}>{t('retire')}</Menu.Item>
            : <Menu.Item leftSection={<IconTrashOff size={16} />} onClick={() => active.mutate({ item, active: true })}>{t('sellAgain')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {open === 'stock' ? <StockDialog item={item} close={() => setOpen(null)} /> : null}
      {open === 'post' ? (
        <PostDialog
          title={t('postTitle', { name })} text={t('postText')} usual={item.channel_id ?? config?.body.shop_channel_id ?? null} busy={post.isPending} close={() => setOpen(null)}
          post={(channel) => post.mutate({ item, channel }, { onSuccess: () => setOpen(null) })}
        />
      ) : null}
    </>
  );
}
