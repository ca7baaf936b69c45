import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from './search.ts';

/** The way through a list that goes by cursor: on, and back to the start; the browser's Back is the page before. */
export function Pager({ next }: { next: string | null }): ReactNode {
  const { t } = useTranslation('shell');
  const [{ cursor }, change] = useFilters();
  if (cursor === undefined && next === null) return null;
  return (
    <Group justify="flex-end" mt="md" gap="xs">
      {cursor === undefined ? null : <Button variant="default" size="sm" onClick={() => change({ cursor: undefined })}>{t('newer')}</Button>}
      {next === null ? null : <Button variant="default" size="sm" onClick={() => change({ cursor: next })}>{t('next')}</Button>}
    </Group>
  );
}
