import { Button, Group, NativeSelect, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberPicker } from '../../ui/MemberPickers.tsx';
import { useFilters } from '../../ui/search.ts';
import { FILTERS } from './transactions.ts';
import { TYPES, useItemNames, useTypeName } from './types.ts';

/** Everything that the list can be narrowed by, kept in the address. */
export function TransactionFilters(): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const [filters, change] = useFilters();
  const nameOf = useTypeName();
  const items = useItemNames();
  const set = (name: string, value: string | null): void => change({ [name]: value || undefined, cursor: undefined });
  const { type = null, asset = null } = filters;
  const types: string[] = type === null || TYPES.some((known) => known === type) ? [...TYPES] : [...TYPES, type];
  const assets = [{ value: 'coin', label: t('coins') }, ...[...items].map(([value, label]) => ({ value, label }))];
  if (asset !== null && !assets.some(({ value }) => value === asset)) assets.push({ value: asset, label: asset });
  return (
    <Group align="flex-end" gap="sm" mb="md" role="group" aria-label={t('shell:filters')}>
      <MemberPicker label={t('shell:member')} value={filters['user'] ?? null} onChange={(id) => set('user', id)} />
      <Select
        label={t('what')} w={200} placeholder={t('shell:all')} searchable clearable nothingFoundMessage={t('shell:nothingFound')} clearButtonProps={{ 'aria-label': t('shell:clear') }}
        value={type} data={types.map((value) => ({ value, label: nameOf(value) }))} onChange={(value) => set('type', value)}
      />
      <Select
        label={t('asset')} w={170} placeholder={t('shell:all')} searchable clearable nothingFoundMessage={t('shell:nothingFound')} clearButtonProps={{ 'aria-label': t('shell:clear') }}
        value={asset} data={assets} onChange={(value) => set('asset', value)}
      />
      <TextInput type="date" label={t('from')} w={150} value={filters['from'] ?? ''} max={filters['to']} onChange={({ currentTarget }) => set('from', currentTarget.value)} />
      <TextInput type="date" label={t('to')} w={150} value={filters['to'] ?? ''} min={filters['from']} onChange={({ currentTarget }) => set('to', currentTarget.value)} />
      <NativeSelect
        label={t('order')} value={filters['sort'] === 'oldest' ? 'oldest' : 'newest'} data={(['newest', 'oldest'] as const).map((value) => ({ value, label: t(`orders.${value}`) }))}
        onChange={({ currentTarget }) => set('sort', currentTarget.value === 'oldest' ? 'oldest' : null)}
      />
      {FILTERS.some((name) => filters[name] !== undefined) ? (
        <Button variant="subtle" onClick={() => change({ ...Object.fromEntries(FILTERS.map((name) => [name, undefined])), cursor: undefined })}>{t('shell:clear')}</Button>
      ) : null}
    </Group>
  );
}
