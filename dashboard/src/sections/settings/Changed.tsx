import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { MemberName } from '../../ui/MemberName.tsx';
import { useConfig, useFormats } from '../../ui/server.ts';

/** Who changed a part of the settings last, and when. */
export function Changed({ section }: { section: string }): ReactNode {
  const { t } = useTranslation('settings');
  const { time } = useFormats();
  const { data } = useConfig();
  const last = data?.body.changed[section];
  return (
    <Text size="sm" c="dimmed">
      {last ? <Trans t={t} i18nKey="changedBy" values={{ when: time(last.at) }} components={{ who: <MemberName id={last.by} /> }} /> : t('neverChanged')}
    </Text>
  );
}
