import { Card, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/server.ts';
import type { Profile } from '../members.ts';

/** What a member has, in a line of cards. */
export function Figures({ member }: { member: Profile }): ReactNode {
  const { t } = useTranslation('members');
  const { money, number, time } = useFormats();
  const figures = [
    { name: t('balance'), value: money(member.balance), more: member.held > 0 ? t('heldBack', { amount: money(member.held) }) : null },
    { name: t('earned'), value: money(member.total_earned), more: null }, { name: t('spent'), value: money(member.total_spent), more: null },
    { name: t('items'), value: number(member.inventory_count), more: null },
    { name: t('streak'), value: t('days', { count: member.streak, shown: number(member.streak) }), more: member.last_daily === null ? t('noDaily') : time(member.last_daily) },
  ];
  return (
    <SimpleGrid cols={{ base: 2, md: 5 }} spacing="sm">
      {figures.map(({ name, value, more }) => (
        <Card key={name} withBorder padding="sm" role="group" aria-label={name}>
          <Text size="sm" c="dimmed">{name}</Text>
          <Text fz="lg" fw={700} style={{ fontVariantNumeric: 'tabular-nums' }}>{value}</Text>
          {more === null ? null : <Text size="xs" c="dimmed">{more}</Text>}
        </Card>
      ))}
    </SimpleGrid>
  );
}
