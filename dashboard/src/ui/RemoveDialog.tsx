import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface RemoveDialogProps {
  title: string;
  text: string;
  busy: boolean;
  /** Whether the messages in Discord go as well. */
  remove: (withMessages: boolean) => void;
  close: () => void;
}

/** Asks before a record is deleted, and what becomes of its messages in Discord. */
export function RemoveDialog({ title, text, busy, remove, close }: RemoveDialogProps): ReactNode {
  const { t } = useTranslation(['records', 'shell']);
  const [way, setWay] = useState('delete');
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Text size="sm" mb="sm">{text}</Text>
      <Radio.Group label={t('messages.label')} value={way} onChange={setWay}>
        <Stack gap="xs" mt="xs">
          <Radio value="delete" label={t('messages.delete')} description={t('messages.deleteText')} />
          <Radio value="keep" label={t('messages.keep')} description={t('messages.keepText')} />
        </Stack>
      </Radio.Group>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>{t('shell:cancel')}</Button>
        <Button color="red" loading={busy} onClick={() => remove(way === 'delete')}>{t('shell:delete')}</Button>
      </Group>
    </Modal>
  );
}
