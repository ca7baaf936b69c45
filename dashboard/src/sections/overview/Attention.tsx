import { Alert, Badge, Group, NavLink, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberText } from '../../ui/MemberName.tsx';
import { useFormats, useServer } from '../../ui/server.ts';
import type { OverviewData } from './overview.ts';

/** Up to where the API counts each of them. */
const COUNTED = 100;

/** What waits for staff, with the way to where it is dealt with. */
export function Attention({ attention }: { attention: OverviewData['attention'] }): ReactNode {
  const { t } = useTranslation('overview');
  const server = useServer();
  const { number } = useFormats();
  const to = (section: string): string => `/s/${server}/${section}`;
  const waiting = [
    { name: 'proofs', count: attention.proofs, href: to('review'), color: 'blue', search: {} },
    { name: 'orders', count: attention.orders, href: to('shop'), color: 'blue', search: { orders: 'waiting' } },
    { name: 'failed', count: attention.messages_failed, href: to('settings'), color: 'red', search: { part: 'sync' } },
    { name: 'orphaned', count: attention.messages_orphaned, href: to('settings'), color: 'orange', search: { part: 'sync' } },
    { name: 'dead', count: attention.dead_letters, href: to('settings'), color: 'red', search: { part: 'sync' } },
  ] as const;
  const open = waiting.filter(({ count }) => count > 0);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="overview-attention">
      <Title order={2} size="h4" id="overview-attention" mb="xs">{t('attention')}</Title>
      {attention.server_frozen === null ? null : <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('serverFrozen')} mb="xs">{attention.server_frozen}</Alert>}
      {open.length === 0 && attention.frozen.length === 0 ? <Group gap="xs" py="sm"><IconCheck size={20} aria-hidden /><Text c="dimmed">{t('allWell')}</Text></Group> : null}
      <Stack gap={0}>
        {open.map(({ name, count, href, color, search }) => (
          <NavLink
            key={name} component={Link} to={href} search={search as never /* as in ui/search.ts */} label={t(`waiting.${name}`, { count })} rightSection={<IconChevronRight size={16} aria-hidden />}
            leftSection={<Badge variant="light" color={color} miw={44}>{count >= COUNTED ? `${number(COUNTED)}+` : number(count)}</Badge>}
          />
        ))}
        {attention.frozen.map(({ user_id: id, reason }) => (
          <NavLink
            key={id} component={Link} to={to(`members/${id}`)} label={<MemberText id={id} />} description={reason} rightSection={<IconChevronRight size={16} aria-hidden />}
            leftSection={<Badge variant="light" color="orange" tt="none">{t('frozen')}</Badge>}
          />
        ))}
      </Stack>
    </Paper>
  );
}
