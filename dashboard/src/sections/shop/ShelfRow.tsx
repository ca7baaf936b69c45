import { ActionIcon, Anchor, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../ui/rights.ts';
import { useFormats } from '../../ui/server.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { SyncBadge } from '../../ui/SyncBadge.tsx';
import { Emoji } from './Emoji.tsx';
import { ItemMenu } from './ItemMenu.tsx';
import { usePost, type Item } from './items.ts';

export interface Place {
  first: boolean;
  last: boolean;
  handle: ComponentPropsWithoutRef<'button'>;
  move: (by: 1 | -1) => void;
}

interface ShelfRowProps {
  item: Item;
  /** Copies sold lately; undefined while they are counted. */
  sold: number | undefined;
  /** Whether it is being moved, or where beside it the moved one would come to lie. */
  drag: 'lifted' | 'above' | 'below' | undefined;
  place: Place | undefined;
}

/** One item: its figures, its place on the shelf, and what can be done with it. */
export function ShelfRow({ item, sold, drag, place }: ShelfRowProps): ReactNode {
  const { t } = useTranslation('shop');
  const { money, number } = useFormats();
  const may = useMay();
  const post = usePost();
  const card = <SyncBadge sync={item.sync} name={item.name} busy={post.isPending} {...(may('shopkeeper') ? { retry: () => post.mutate({ item }) } : {})} />;
  const stock = item.stock === -1 ? t('unlimited') : item.stock === 0 ? <Text span inherit c="var(--mantine-color-error)" fw={600}>{t('outOfStock')}</Text> : number(item.stock);
  return (
    <Table.Tr data-row={item.id} opacity={drag === 'lifted' ? 0.5 : 1} style={drag === 'above' || drag === 'below' ? { boxShadow: `inset 0 ${drag === 'above' ? 3 : -3}px 0 var(--mantine-primary-color-filled)` } : undefined}>
      {place ? <Table.Td pr={0}><PlaceButtons place={place} name={item.name} /></Table.Td> : null}
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Emoji emoji={item.emoji} />
          <Stack gap={2} miw={0}>
            <Group gap="xs">
              <Anchor component={Link} to="." search={((before: object) => ({ ...before, item: String(item.id) })) as never /* as in ui/search.ts */} fw={600}>{item.name}</Anchor>
              {item.is_active ? null : <StatusBadge color="gray">{t('retired')}</StatusBadge>}
            </Group>
            <Text size="sm" c="dimmed" hiddenFrom="sm">{money(item.price)} · {stock}</Text>
            {item.sync !== null && item.sync.state !== 'synced' ? <Group hiddenFrom="sm">{card}</Group> : null}
          </Stack>
        </Group>
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">{money(item.price)}</Table.Td>
      <Table.Td ta="right" visibleFrom="sm">{stock}</Table.Td>
      <Table.Td ta="right" visibleFrom="md">{sold === undefined ? <Skeleton h={16} w={28} ml="auto" /> : number(sold)}</Table.Td>
      <Table.Td visibleFrom="lg">{item.category}</Table.Td>
      <Table.Td visibleFrom="sm">{card}</Table.Td>
      <Table.Td ta="right"><ItemMenu item={item} place={place} /></Table.Td>
    </Table.Tr>
  );
}

function PlaceButtons({ place: { first, last, handle, move }, name }: { place: Place; name: string }): ReactNode {
  const { t } = useTranslation('shop');
  return (
    <Group gap={0} wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" aria-label={t('drag', { name })} data-move="handle" style={{ touchAction: 'none', cursor: 'grab' }} {...handle}><IconGripVertical size={18} /></ActionIcon>
      <ActionIcon visibleFrom="sm" variant="subtle" color="gray" disabled={first} bg={first ? 'transparent' : undefined} data-move="up" aria-label={t('upOf', { name })} onClick={() => move(-1)}><IconArrowUp size={16} /></ActionIcon>
      <ActionIcon visibleFrom="sm" variant="subtle" color="gray" disabled={last} bg={last ? 'transparent' : undefined} data-move="down" aria-label={t('downOf', { name })} onClick={() => move(1)}><IconArrowDown size={16} /></ActionIcon>
    </Group>
  );
}
