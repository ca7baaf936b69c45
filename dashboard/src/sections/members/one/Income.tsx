import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/server.ts';
import { sideOf, useTypeName } from '../../transactions/types.ts';
import type { Profile } from '../members.ts';
import { Panel } from './Panel.tsx';

/** Where a member's coins came from, the most first. */
export function Income({ income }: { income: Profile['income'] }): ReactNode {
  const { t } = useTranslation('members');
  const { money, number } = useFormats();
  const nameOf = useTypeName();
  const most = Math.max(1, ...income.map(({ amount }) => amount));
  return (
    <Panel title={t('income')}>
      {income.length === 0 ? <Text c="dimmed">{t('noIncome')}</Text> : null}
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {income.map(({ type, count, amount }) => (
          <li key={type}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm" truncate>{nameOf(sideOf(type, amount))} <Text span inherit c="dimmed">× {number(count)}</Text></Text>
              <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>{money(amount)}</Text>
            </Group>
            <Progress value={(100 * amount) / most} size="sm" mt={2} aria-hidden />
          </li>
        ))}
      </Stack>
      {income.length > 0 ? <Text size="xs" c="dimmed" mt="sm">{t('incomeOver')}</Text> : null}
    </Panel>
  );
}
