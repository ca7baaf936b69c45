import { ActionIcon, AppShell, Burger, Group, Popover, ScrollArea, Text, Title } from '@mantine/core';
import { IconLayoutSidebarRight, IconPin } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredMessage } from '../../../scripts/sandbox/model.ts';
import type { SandboxState } from '../../../scripts/sandbox/view.ts';
import { Message } from '../discord/Message.tsx';
import { LanguageToggle, SchemeToggle } from '../theme/Toggles.tsx';
import { rawOf } from './messages/raw-of.ts';

interface HeaderProps {
  state: SandboxState;
  channel: string | null;
  direct: boolean;
  name: string;
  pins: string[];
  messages: StoredMessage[];
  menu: boolean;
  onMenu: () => void;
  panel: boolean;
  onPanel: () => void;
}

function Pins({ pins, messages }: Pick<HeaderProps, 'pins' | 'messages'>): ReactNode {
  const { t } = useTranslation('sandbox');
  const pinned = pins.flatMap((id) => messages.find(({ message }) => message.id === id) ?? []);
  return (
    <Popover width={340} position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('pins', { count: pinned.length })}><IconPin size={20} /></ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('pinsTitle')}>
        <ScrollArea.Autosize mah={400} tabIndex={0}>
          {pinned.length === 0 ? <Text p="md" size="sm">{t('noPins')}</Text> : pinned.map((stored) => <Message key={stored.message.id} message={rawOf(stored)} pinned />)}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The bar above: where one is, the pins, and the page's own switches. */
export function Header({ state, channel, direct, name, pins, messages, menu, onMenu, panel, onPanel }: HeaderProps): ReactNode {
  const { t } = useTranslation('sandbox');
  const topic = state.channels.find(({ id }) => id === channel)?.topic;
  return (
    <AppShell.Header className="sb-header">
      <Group h="100%" px="sm" gap="xs" wrap="nowrap">
        <Burger opened={menu} onClick={onMenu} hiddenFrom="sm" size="sm" aria-label={t(menu ? 'closeMenu' : 'openMenu')} aria-expanded={menu} />
        <Title order={1} className="sb-title">{direct ? '@' : '#'}{name}</Title>
        <Text className="sb-topic" visibleFrom="sm">{topic}</Text>
        <Group gap={2} wrap="nowrap" ml="auto">
          <Pins pins={pins} messages={messages} />
          <LanguageToggle />
          <SchemeToggle />
          <ActionIcon variant={panel ? 'light' : 'subtle'} color="gray" size="lg" aria-label={t('panel')} aria-expanded={panel} onClick={onPanel}><IconLayoutSidebarRight size={20} /></ActionIcon>
        </Group>
      </Group>
    </AppShell.Header>
  );
}
