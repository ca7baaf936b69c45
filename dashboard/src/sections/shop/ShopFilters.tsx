import { Button, Checkbox, Group, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../ui/search.ts';
import { isFiltered } from './filters.ts';

/** What of the shop is listed. */
export function ShopFilterBar({ categories }: { categories: string[] }): ReactNode {
  const { t } = useTranslation(['shop', 'shell']);
  const [filters, change] = useFilters();
  const { category, stock, retired } = filters;
  const clear = { 'aria-label': t('shell:clear') };
  return (
    <Group align="flex-end" gap="sm" mb="md" role="group" aria-label={t('shell:filters')}>
      <Select
        label={t('category')} placeholder={t('shell:all')} w={180} clearable clearButtonProps={clear} data={[...new Set([...categories, ...(category ? [category] : [])])]}
        value={category ?? null} onChange={(value) => change({ category: value ?? undefined })}
      />
      <Select
        label={t('stock')} placeholder={t('shell:all')} w={160} clearable clearButtonProps={clear} data={[{ value: 'in', label: t('inStock') }, { value: 'out', label: t('outOfStock') }]}
        value={stock ?? null} onChange={(value) => change({ stock: value ?? undefined })}
      />
      <Checkbox label={t('alsoRetired')} checked={retired === '1'} onChange={({ currentTarget }) => change({ retired: currentTarget.checked ? '1' : undefined })} mb={8} />
      {isFiltered(filters) ? <Button variant="subtle" size="sm" onClick={() => change({ category: undefined, stock: undefined, retired: undefined })}>{t('shell:clear')}</Button> : null}
    </Group>
  );
}
