import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from './tasks.ts';

const WAYS = ['keep', 'drop'] as const;
type Way = (typeof WAYS)[number];

interface CloseDialogProps {
  task: Task;
  busy: boolean;
  end: (how: Way) => void;
  close: () => void;
}

/** Asks what becomes of open claims before a task is closed. */
export function CloseDialog({ task, busy, end, close }: CloseDialogProps): ReactNode {
  const { t } = useTranslation(['tasks', 'shell']);
  const [way, setWay] = useState<Way>('keep');
  return (
    <Modal opened onClose={close} title={t('closeTitle', { name: task.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Text size="sm" mb="sm">{t('closeText')}</Text>
      <Radio.Group label={t('openClaims')} value={way} onChange={(value) => setWay(WAYS.find((known) => known === value) ?? 'keep')}>
        <Stack gap="xs" mt="xs">{WAYS.map((value) => <Radio key={value} value={value} label={t(`settle.${value}`)} description={t(`settleText.${value}`)} />)}</Stack>
      </Radio.Group>
      <Group justify="flex-end" mt="md"><Button variant="default" onClick={close}>{t('shell:cancel')}</Button><Button color="red" loading={busy} onClick={() => end(way)}>{t('close')}</Button></Group>
    </Modal>
  );
}
