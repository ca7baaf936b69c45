import { Affix, Button, Group, Modal, Paper, Text, Transition } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from './shortcuts.ts';

interface SaveBarProps {
  /** Whether the form differs from what is kept; a value that is back counts as unchanged. */
  dirty: boolean;
  saving: boolean;
  save: () => void;
  reset: () => void;
}

/** Appears with unsaved changes, saves by Ctrl+S, and asks before a page with them is left. */
export function SaveBar({ dirty, saving, save, reset }: SaveBarProps): ReactNode {
  const { t } = useTranslation('shell');
  useShortcuts({ 'mod+S': () => (dirty ? save() : undefined) });
  const leaving = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: dirty, withResolver: true });
  return (
    <>
      <Affix position={{ bottom: 16, left: 16, right: 16 }} zIndex={150}>
        <Transition mounted={dirty} transition="slide-up" duration={120}>
          {(style) => (
            <Paper style={style} withBorder shadow="md" p="sm" maw={560} mx="auto" role="region" aria-label={t('unsaved')}>
              <Group justify="space-between">
                <Text size="sm">{t('unsaved')}</Text>
                <Group gap="xs"><Button variant="default" size="sm" onClick={reset} disabled={saving}>{t('reset')}</Button><Button size="sm" onClick={save} loading={saving}>{t('save')}</Button></Group>
              </Group>
            </Paper>
          )}
        </Transition>
      </Affix>
      <Modal opened={leaving.status === 'blocked'} onClose={() => leaving.reset?.()} title={t('leaveTitle')} closeButtonProps={{ 'aria-label': t('close') }}>
        <Text size="sm">{t('leaveText')}</Text>
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={() => leaving.reset?.()}>{t('stay')}</Button><Button color="red" onClick={() => leaving.proceed?.()}>{t('leave')}</Button></Group>
      </Modal>
    </>
  );
}
