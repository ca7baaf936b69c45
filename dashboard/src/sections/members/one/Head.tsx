import { Alert, Badge, Button, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { IconSnowflake } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Initials } from '../../../ui/Initials.tsx';
import { useFormats, useServer } from '../../../ui/server.ts';
import { BalanceDialog } from '../BalanceDialog.tsx';
import { MemberMenu } from '../MemberMenu.tsx';
import { STATE_COLORS, type Profile } from '../members.ts';

/** Who it is, how they stand, and what can be done. */
export function Head({ member }: { member: Profile }): ReactNode {
  const { t } = useTranslation('members');
  const server = useServer();
  const { time, day } = useFormats();
  const [changing, setChanging] = useState(false);
  const { user_id: id, state } = member;
  const name = member.name ?? id;
  const since = [
    member.joined_at === null ? null : t('joinedOn', { day: day(member.joined_at) }), member.left_at === null ? null : t('leftOn', { time: time(member.left_at) }),
    member.last_active_at === null ? t('neverActive') : t('activeAt', { time: time(member.last_active_at) }),
  ];
  return (
    <Stack gap="sm">
      <Button component={Link} to={`/s/${server}/members`} variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }}>{t('toAll')}</Button>
      <Group justify="space-between" align="flex-start">
        <Group wrap="nowrap" miw={0}>
          <Initials name={name} size="lg" />
          <div style={{ minWidth: 0 }}>
            <Group gap="xs">
              <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>{name}</Title>
              <Badge variant="light" tt="none" color={STATE_COLORS[state]}>{t(`state.${state}`)}</Badge>
              {member.frozen === null ? null : <Badge variant="light" tt="none" color="blue" leftSection={<IconSnowflake size={12} aria-hidden />}>{t('frozen')}</Badge>}
            </Group>
            <Group gap={4}>
              <Text size="sm" c="dimmed" ff="monospace">{id}</Text>
              <CopyButton value={id}>{({ copied, copy }) => <Button size="compact-xs" variant="subtle" onClick={copy}>{t(copied ? 'copied' : 'copyId')}</Button>}</CopyButton>
            </Group>
            <Text size="sm" c="dimmed">{since.filter((text) => text !== null).join(' · ')}</Text>
          </div>
        </Group>
        <Group gap="xs">
          {state === 'erased' ? null : <Button onClick={() => setChanging(true)}>{t('changeBalance')}</Button>}
          <MemberMenu member={member} />
        </Group>
      </Group>
      {member.frozen === null ? null : <Alert color="blue" title={t('frozenTitle')} icon={<IconSnowflake size={18} />}>{member.frozen === '' ? t('noReason') : member.frozen}</Alert>}
      {changing ? <BalanceDialog member={member} close={() => setChanging(false)} /> : null}
    </Stack>
  );
}
