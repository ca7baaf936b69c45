import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useFilters } from '../../ui/search.ts';
import { Logs } from './logs/Logs.tsx';
import { Operator } from './operator/Operator.tsx';
import { StatusCards } from './StatusCards.tsx';
import { Sync } from './sync/Sync.tsx';

const TABS = ['status', 'logs', 'sync', 'operator'] as const;

/** How Coffer is, what it has logged, and what its operator may change while it runs. */
export default function Health(): ReactNode {
  const { t } = useTranslation(['health', 'shell']);
  const [filters, change] = useFilters();
  const tab = TABS.find((name) => name === filters['tab']) ?? 'status';
  // Filters belong to one tab: another one begins without them.
  const go = (next: string | null): void => change({ ...Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])), tab: next === 'status' ? undefined : (next ?? undefined) });
  return (
    <>
      <PageHeader title={t('shell:section.health')} text={t('about')} />
      <Tabs value={tab} onChange={go} keepMounted={false}>
        <Tabs.List mb="md">{TABS.map((name) => <Tabs.Tab key={name} value={name}>{t(`tabs.${name}`)}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value="status"><StatusCards /></Tabs.Panel>
        <Tabs.Panel value="logs"><Logs /></Tabs.Panel>
        <Tabs.Panel value="sync"><Sync /></Tabs.Panel>
        <Tabs.Panel value="operator"><Operator /></Tabs.Panel>
      </Tabs>
    </>
  );
}
