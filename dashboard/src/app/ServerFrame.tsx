import { ActionIcon, AppShell, Badge, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsExchange, IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageToggle, SchemeToggle } from '../theme/Toggles.tsx';
import { Initials } from '../ui/Initials.tsx';
import { useMay } from '../ui/rights.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useLive } from './live.ts';
import { SECTIONS } from './sections.ts';
import { useMe, useServers } from './session.ts';
import { UserMenu } from './UserMenu.tsx';

const Palette = lazy(() => import('./Palette.tsx'));
const Shortcuts = lazy(() => import('./Shortcuts.tsx'));
const GROUPS = ['daily', 'content', 'server', 'operator'] as const;

/** The frame around the sections of one server: navigation, live line, palette. */
export function ServerFrame(): ReactNode {
  const { t } = useTranslation('shell');
  const { server } = useParams({ from: '/s/$server' });
  const { pathname } = useLocation();
  const { data: me } = useMe();
  const { data: servers } = useServers();
  const live = useLive(server);
  const [navigation, { toggle, close }] = useDisclosure();
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure();
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure();
  useShortcuts({ 'mod+K': openPalette, '?': openHelp });
  const current = servers?.data.find(({ id }) => id === server);
  const may = useMay();
  const visible = SECTIONS.filter(({ operator, needs }) => (!operator || me?.user.kind === 'operator') && (!needs || may(needs)));
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !navigation } }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <Burger opened={navigation} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('navigation')} aria-expanded={navigation} />
            <Initials name={current?.name ?? server} />
            <Text fw={600} truncate>{current?.name ?? server}</Text>
            {servers && servers.data.length > 1 ? (
              <ActionIcon component={Link} to="/" variant="subtle" color="gray" title={t('otherServer')} aria-label={t('otherServer')}><IconArrowsExchange size={18} /></ActionIcon>
            ) : null}
          </Group>
          <Group gap={4} wrap="nowrap">
            <Badge visibleFrom="xs" variant="dot" color={live ? 'teal' : 'gray'} role="status">{t(live ? 'live' : 'notLive')}</Badge>
            <ActionIcon variant="subtle" color="gray" size="lg" onClick={openPalette} title={t('paletteHint')} aria-label={t('palette')}><IconSearch size={20} /></ActionIcon>
            <LanguageToggle />
            <SchemeToggle />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      {/* On a phone what is closed must not be reached by the keyboard either: it would only lie beside the screen. */}
      <AppShell.Navbar p="xs" aria-label={t('sections')} {...(navigation ? {} : { visibleFrom: 'sm' })}>
        <AppShell.Section grow style={{ overflowY: 'auto' }}>
          {GROUPS.map((group) => {
            const listed = visible.filter((section) => section.group === group);
            return listed.length === 0 ? null : (
              <div key={group}>
                <Text size="xs" c="dimmed" fw={600} px="sm" pt="sm" pb={4}>{t(`groups.${group}`)}</Text>
                {listed.map(({ name, icon: Icon }) => (
                  <NavLink
                    key={name} component={Link} to={`/s/${server}/${name}`} label={t(`section.${name}` as 'section.overview')} leftSection={<Icon size={18} />}
                    active={pathname.startsWith(`/s/${server}/${name}`)} aria-current={pathname.startsWith(`/s/${server}/${name}`) ? 'page' : undefined} onClick={close}
                  />
                ))}
              </div>
            );
          })}
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main><Outlet /></AppShell.Main>
      <Suspense>{palette ? <Palette server={server} sections={visible} close={closePalette} /> : null}{help ? <Shortcuts close={closeHelp} /> : null}</Suspense>
    </AppShell>
  );
}
