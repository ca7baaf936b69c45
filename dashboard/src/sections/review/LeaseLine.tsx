import { Button, Group, Kbd, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberName } from '../../ui/MemberName.tsx';
import { useFormats } from '../../ui/server.ts';
import { useQueueKeys } from './keys.ts';
import { useHolder } from './lease.ts';
import { useLease, type Proof } from './queue.ts';

/** Who has a proof open, so that two do not read the same one; T takes it or frees it. */
export function LeaseLine({ proof }: { proof: Proof }): ReactNode {
  const { t } = useTranslation('review');
  const { time } = useFormats();
  const holder = useHolder()(proof);
  const lease = useLease();
  const toggle = (): void => lease.mutate({ id: proof.id, action: holder === 'nobody' ? 'take' : 'free' });
  useQueueKeys({ T: toggle });
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" role="status">
        {holder === 'nobody' ? t('free') : null}
        {holder === 'me' ? t('mineUntil', { time: time(proof.lease_until) }) : null}
        {holder === 'other' && proof.reviewer ? <><MemberName id={proof.reviewer} /> {t('takenUntil', { time: time(proof.lease_until) })}</> : null}
      </Text>
      <Button variant="default" size="compact-sm" loading={lease.isPending} onClick={toggle} rightSection={<Kbd size="xs" visibleFrom="sm" aria-hidden>T</Kbd>}>{t(holder === 'nobody' ? 'take' : 'giveFree')}</Button>
    </Group>
  );
}
