import { Button, Group, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterText } from '../../../ui/FilterText.tsx';
import { useFilters } from '../../../ui/search.ts';
import { LEVELS, SPANS } from './logs.ts';

const TEXTS = [['event', 60], ['reference', 40], ['q', 100], ['server_id', 20]] as const;

/** Which lines of the log are listed. */
export function LogFilterBar(): ReactNode {
  const { t } = useTranslation(['health', 'shell']);
  const [filters, change] = useFilters();
  const set = (name: string, value: string): void => change({ [name]: value || undefined, cursor: undefined });
  const active = ['level', 'span', ...TEXTS.map(([name]) => name)].filter((name) => filters[name]);
  return (
    <Group align="flex-end" gap="sm" mb="md" role="group" aria-label={t('shell:filters')}>
      <NativeSelect label={t('level')} value={filters['level'] ?? ''} data={[{ value: '', label: t('shell:all') }, ...LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))]} onChange={({ currentTarget }) => set('level', currentTarget.value)} />
      <NativeSelect label={t('span')} value={filters['span'] ?? ''} data={[{ value: '', label: t('shell:all') }, ...SPANS.map((value) => ({ value, label: t(`spans.${value}`) }))]} onChange={({ currentTarget }) => set('span', currentTarget.value)} />
      {TEXTS.map(([name, most]) => <FilterText key={`${name}-${filters[name] ?? ''}`} label={t(`logFilter.${name}`)} value={filters[name] ?? ''} maxLength={most} change={(value) => set(name, value)} />)}
      {active.length > 0 ? <Button variant="subtle" size="sm" onClick={() => change({ ...Object.fromEntries(active.map((name) => [name, undefined])), cursor: undefined })}>{t('shell:clear')}</Button> : null}
    </Group>
  );
}
