import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** How many characters a text has of those that Discord takes; counted as the API counts them. */
export function Count({ text, max }: { text: string | number; max: number }): ReactNode {
  const { t } = useTranslation('records');
  const used = typeof text === 'number' ? text : text.trim().length;
  return <Text span inherit c={used > max ? 'var(--mantine-color-error)' : undefined} fw={used > max ? 600 : undefined}>{t('count', { used, max })}</Text>;
}
