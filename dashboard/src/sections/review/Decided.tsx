import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberName } from '../../ui/MemberName.tsx';
import { useFormats } from '../../ui/server.ts';
import type { Proof } from './queue.ts';

/** What was decided, by whom, and why. */
export function Decided({ proof }: { proof: Proof }): ReactNode {
  const { t } = useTranslation('review');
  const { time, money } = useFormats();
  return (
    <Paper withBorder p="md" component="section" aria-label={t('decision')}>
      <Stack gap={4}>
        <Text fw={600}>{t(`states.${proof.state}`)}</Text>
        <Text size="sm">{proof.decided_by ? <><MemberName id={proof.decided_by} /> · </> : null}{time(proof.decided_at)}</Text>
        {proof.bonus > 0 ? <Text size="sm">{t('withBonus', { amount: money(proof.bonus) })}</Text> : null}
        {proof.reason ? <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{proof.reason}</Text> : null}
      </Stack>
    </Paper>
  );
}
