import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../../ui/DataTable.tsx';
import { useFormats } from '../../../ui/server.ts';
import type { Profile } from '../members.ts';
import { Panel } from './Panel.tsx';

type Item = Profile['inventory'][number];
type Lot = Profile['lots'][number];

/** When the copies of an item run out: those that do, the soonest first. */
function endsOf(lots: Lot[], item: number): { amount: number; at: string }[] {
  const ends = new Map<string, number>();
  for (const { item_id: id, unused, expires_at: at } of lots) if (id === item && at !== null && unused > 0) ends.set(at, (ends.get(at) ?? 0) + unused);
  return [...ends].map(([at, amount]) => ({ at, amount })).sort((a, b) => a.at.localeCompare(b.at));
}

/** What a member has bought or been given, and until when. */
export function Inventory({ member: { inventory, lots } }: { member: Profile }): ReactNode {
  const { t } = useTranslation('members');
  const { number, time, money } = useFormats();
  const paid = (item: number): string => {
    const bought = lots.filter((lot) => lot.item_id === item && lot.bought && lot.unused > 0);
    return bought.length === 0 ? '–' : money(bought.reduce((sum, { unused, price }) => sum + unused * price, 0));
  };
  const columns: Column<Item>[] = [
    { key: 'name', label: t('item'), cell: ({ item_id: id, name }) => name ?? t('unknownItem', { id }) },
    { key: 'quantity', label: t('quantity'), align: 'right', cell: ({ quantity }) => number(quantity) },
    { key: 'paid', label: t('paid'), align: 'right', wide: true, cell: ({ item_id: id }) => paid(id) },
    { key: 'ends', label: t('expiry'), cell: ({ item_id: id }) => {
      const ends = endsOf(lots, id);
      return ends.length === 0 ? t('never') : ends.map(({ at, amount }) => <Text key={at} size="sm">{t('copiesUntil', { copies: number(amount), time: time(at) })}</Text>);
    } },
  ];
  return (
    <Panel title={t('inventory')}>
      {inventory.length === 0 ? <Text c="dimmed">{t('noItems')}</Text> : <DataTable label={t('inventory')} columns={columns} rows={inventory} id={({ item_id: id }) => id} />}
    </Panel>
  );
}
