import { NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelPicker, RolePicker } from '../../../ui/Pickers.tsx';
import type { Action } from '../item-values.ts';
import { useItems } from '../items.ts';

const TEXT_MAX = 500;

/** The fields of one action. */
export function ActionFields({ action, change }: { action: Action; change: (action: Action) => void }): ReactNode {
  const { t } = useTranslation('shop');
  const whole = { allowDecimal: false, min: 1, required: true };
  switch (action.do) {
    case 'role':
      return <RolePicker assign label={t('role')} required value={action.role || null} onChange={(role) => change({ ...action, role: role ?? '' })} />;
    case 'timed_role':
      return (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <RolePicker assign label={t('role')} required value={action.role || null} onChange={(role) => change({ ...action, role: role ?? '' })} />
          <NumberInput label={t('hours')} {...whole} max={8_760} value={action.hours} onChange={(hours) => change({ ...action, hours: Number(hours) })} />
        </SimpleGrid>
      );
    case 'coins':
      return <NumberInput label={t('amount')} {...whole} value={action.amount} onChange={(amount) => change({ ...action, amount: Number(amount) })} />;
    case 'item':
      return (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <ItemPicker label={t('item')} value={action.item || null} onChange={(item) => change({ ...action, item: item ?? 0 })} />
          <NumberInput label={t('pieces')} {...whole} max={1_000} value={action.amount} onChange={(amount) => change({ ...action, amount: Number(amount) })} />
        </SimpleGrid>
      );
    case 'message':
      return (
        <Stack gap="xs">
          <ChannelPicker label={t('channel')} required value={action.channel || null} onChange={(channel) => change({ ...action, channel: channel ?? '' })} />
          <Textarea label={t('text')} required autosize maxLength={TEXT_MAX} value={action.text} onChange={({ currentTarget }) => change({ ...action, text: currentTarget.value })} />
        </Stack>
      );
    case 'webhook':
      return <TextInput type="url" label={t('address')} description={t('addressHint')} required maxLength={300} value={action.url} onChange={({ currentTarget }) => change({ ...action, url: currentTarget.value })} />;
    case 'manual':
      return <Textarea label={t('staffNote')} autosize maxLength={TEXT_MAX} value={action.text} onChange={({ currentTarget }) => change({ ...action, text: currentTarget.value })} />;
  }
}

/** An item of the shop by name. */
function ItemPicker({ label, value, onChange }: { label: string; value: number | null; onChange: (id: number | null) => void }): ReactNode {
  const { t } = useTranslation('shell');
  const { data: items } = useItems(false);
  const listed = (items ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const gone = value !== null && items !== undefined && !items.some(({ id }) => id === value) ? [{ value: String(value), label: `#${value}` }] : [];
  return (
    <Select
      label={label} searchable required data={[...listed, ...gone]} value={value === null ? null : String(value)} nothingFoundMessage={t('nothingFound')}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}
