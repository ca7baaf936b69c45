import { ActionIcon, AppShell, Tabs } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StandIn } from '../use-stand-in.ts';
import { Members } from './Members.tsx';
import { Requests } from './Requests.tsx';
import { Trouble } from './Trouble.tsx';

/** The panel beside the messages: members, raw requests, and the levers for trouble. */
export function Panel({ standIn, onClose }: { standIn: StandIn; onClose: () => void }): ReactNode {
  const { t } = useTranslation('sandbox');
  return (
    <AppShell.Aside className="sb-panel" aria-label={t('panel')}>
      <Tabs defaultValue="members" keepMounted={false} className="sb-tabs">
        <Tabs.List>
          <Tabs.Tab value="members">{t('members')}</Tabs.Tab>
          <Tabs.Tab value="requests">{t('requests')}</Tabs.Tab>
          <Tabs.Tab value="trouble">{t('trouble')}</Tabs.Tab>
          <ActionIcon hiddenFrom="md" variant="subtle" color="gray" ml="auto" size="lg" aria-label={t('closePanel')} onClick={onClose}><IconX size={18} /></ActionIcon>
        </Tabs.List>
        <Tabs.Panel value="members"><Members /></Tabs.Panel>
        <Tabs.Panel value="requests"><Requests standIn={standIn} /></Tabs.Panel>
        <Tabs.Panel value="trouble"><Trouble standIn={standIn} /></Tabs.Panel>
      </Tabs>
    </AppShell.Aside>
  );
}
