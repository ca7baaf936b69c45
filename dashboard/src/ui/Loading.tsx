import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A page that is on its way, about as tall as what comes. */
export function Loading({ rows = 6 }: { rows?: number }): ReactNode {
  const { t } = useTranslation('shell');
  return (
    <Stack p="md" role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <Skeleton h={36} w="40%" />
      {Array.from({ length: rows }, (_, index) => <Skeleton key={index} h={44} />)}
    </Stack>
  );
}
