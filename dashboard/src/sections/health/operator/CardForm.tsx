import { Alert, Button, Card, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../../api.ts';

interface CardFormProps {
  title: string;
  dirty: boolean;
  overtaken: boolean;
  saving: boolean;
  error: Error | null;
  save: () => void;
  reset: () => void;
  children: ReactNode;
}

/** A small form of its own on a page with several: its buttons are its own, and so is the question before it is left. */
export function CardForm({ title, dirty, overtaken, saving, error, save, reset, children }: CardFormProps): ReactNode {
  const { t } = useTranslation(['records', 'shell']);
  const leaving = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: dirty, withResolver: true });
  const stale = error instanceof ApiFailure && error.status === 412;
  return (
    <Card withBorder component="section" aria-label={title}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); save(); }}>
        <Stack>
          <Title order={2} size="h4">{title}</Title>
          {dirty && (stale || overtaken) ? <Alert color="orange" role="alert">{t('overtaken')}</Alert> : null}
          {dirty && error && !stale ? <Alert color="red" role="alert" title={t('shell:failed')}>{error.message}</Alert> : null}
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" size="sm" disabled={!dirty || saving} onClick={reset}>{t('shell:reset')}</Button>
            <Button type="submit" size="sm" disabled={!dirty} loading={saving}>{t('shell:save')}</Button>
          </Group>
        </Stack>
      </form>
      <Modal opened={leaving.status === 'blocked'} onClose={() => leaving.reset?.()} title={t('shell:leaveTitle')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
        <Text size="sm">{t('shell:leaveText')}</Text>
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={() => leaving.reset?.()}>{t('shell:stay')}</Button><Button color="red" onClick={() => leaving.proceed?.()}>{t('shell:leave')}</Button></Group>
      </Modal>
    </Card>
  );
}
