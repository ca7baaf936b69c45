import { Alert, Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api.ts';

/** What went wrong, in words, with a way on. */
export function ErrorNotice({ error, retry }: { error: unknown; retry?: () => void }): ReactNode {
  const { t } = useTranslation('shell');
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Alert color="red" title={t('failed')} m="md" role="alert">
      <Stack align="flex-start" gap="xs">
        <Text size="sm">{message}</Text>
        {error instanceof ApiFailure && error.reference ? <Text size="xs" c="dimmed">{t('reference', { reference: error.reference })}</Text> : null}
        {retry ? <Button size="compact-sm" variant="light" color="red" onClick={retry}>{t('again')}</Button> : null}
      </Stack>
    </Alert>
  );
}
