import { Button, Group, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterText } from '../../ui/FilterText.tsx';
import { MemberPicker } from '../../ui/MemberPickers.tsx';
import { useFilters } from '../../ui/search.ts';

/** First parts of what the audit calls a deed. */
const KINDS = ['config', 'eco', 'ledger', 'shop-admin', 'task', 'review', 'announcement', 'embed', 'cc', 'members', 'transactions', 'server'] as const;
const CLEARED = { actor: undefined, action: undefined, target: undefined, since: undefined, until: undefined, cursor: undefined };

/** Which deeds are listed. */
export function AuditFilterBar(): ReactNode {
  const { t } = useTranslation(['audit', 'shell']);
  const [{ actor, action, target, since, until }, change] = useFilters();
  const set = (filters: Record<string, string | undefined>): void => change({ ...filters, cursor: undefined });
  const kinds = KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }));
  const known = action === undefined || KINDS.some((kind) => kind === action);
  return (
    <Group align="flex-end" gap="sm" mb="md" role="group" aria-label={t('shell:filters')}>
      <MemberPicker label={t('who')} value={actor ?? null} onChange={(id) => set({ actor: id ?? undefined })} />
      <Select
        label={t('what')} placeholder={t('shell:all')} w={190} searchable clearable clearButtonProps={{ 'aria-label': t('shell:clear') }} value={action ?? null}
        data={known ? kinds : [...kinds, { value: action, label: action }]} onChange={(value) => set({ action: value ?? undefined })}
      />
      <FilterText key={`target-${target ?? ''}`} label={t('target')} value={target ?? ''} maxLength={120} change={(value) => set({ target: value || undefined })} />
      <TextInput type="date" label={t('from')} value={since ?? ''} onChange={({ currentTarget }) => set({ since: currentTarget.value || undefined })} />
      <TextInput type="date" label={t('to')} value={until ?? ''} onChange={({ currentTarget }) => set({ until: currentTarget.value || undefined })} />
      {actor ?? action ?? target ?? since ?? until ? <Button variant="subtle" size="sm" onClick={() => change(CLEARED)}>{t('shell:clear')}</Button> : null}
    </Group>
  );
}
