import { Alert, Button, Drawer, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api.ts';
import { useShortcuts } from './shortcuts.ts';

interface FormDrawerProps {
  title: string;
  dirty: boolean;
  saving: boolean;
  /** Left out where the record can only be read. Gives whether it was saved. */
  save?: () => Promise<boolean>;
  saveLabel?: string;
  /** Takes the drawer out of the address. */
  close: () => void;
  error: unknown;
  /** Somebody else has changed the record meanwhile. */
  overtaken?: boolean;
  /** Room for a preview beside the fields. */
  wide?: boolean;
  children: ReactNode;
}

/** A form at the side of a list. It saves by Ctrl+S and asks before unsaved changes are left. */
export function FormDrawer({ title, dirty, saving, save, saveLabel, close, error, overtaken = false, wide = false, children }: FormDrawerProps): ReactNode {
  const { t } = useTranslation(['records', 'shell']);
  const saved = useRef(false);
  const leaving = useBlocker({ shouldBlockFn: () => dirty && !saved.current, enableBeforeUnload: () => dirty && !saved.current, withResolver: true });
  const submit = async (): Promise<void> => {
    if (!save || saving || !(await save())) return;
    saved.current = true;
    close();
  };
  useShortcuts({ 'mod+S': () => void submit() });
  const stale = error instanceof ApiFailure && error.status === 412;
  return (
    <>
      <Drawer opened onClose={close} title={title} position="right" size={`min(100vw, ${wide ? 68 : 34}rem)`} closeButtonProps={{ 'aria-label': t('shell:close') }}>
        <form noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
          <Stack>
            {stale || overtaken ? <Alert color="orange" role="alert">{t('overtaken')}</Alert> : null}
            {error instanceof Error && !stale ? <Alert color="red" role="alert" title={t('shell:failed')}>{error.message}</Alert> : null}
            {children}
            <Group justify="flex-end" pos="sticky" bottom={0} py="sm" bg="var(--mantine-color-body)" style={{ zIndex: 1, borderTop: '1px solid var(--mantine-color-default-border)' }}>
              <Button variant="default" onClick={close}>{t(save ? 'shell:cancel' : 'shell:close')}</Button>
              {save ? <Button type="submit" loading={saving}>{saveLabel ?? t('shell:save')}</Button> : null}
            </Group>
          </Stack>
        </form>
      </Drawer>
      <Modal opened={leaving.status === 'blocked'} onClose={() => leaving.reset?.()} title={t('shell:leaveTitle')} closeButtonProps={{ 'aria-label': t('shell:close') }} zIndex={300}>
        <Text size="sm">{t('shell:leaveText')}</Text>
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={() => leaving.reset?.()}>{t('shell:stay')}</Button><Button color="red" onClick={() => leaving.proceed?.()}>{t('shell:leave')}</Button></Group>
      </Modal>
    </>
  );
}
