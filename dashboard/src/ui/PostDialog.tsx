import { Button, Group, Modal, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelPicker } from './Pickers.tsx';

interface PostDialogProps {
  title: string;
  text: string;
  /** The channel that it goes to unless another is chosen. */
  usual: string | null;
  busy: boolean;
  post: (channel: string) => void;
  close: () => void;
}

/** Asks which channel a card goes to. */
export function PostDialog({ title, text, usual, busy, post, close }: PostDialogProps): ReactNode {
  const { t } = useTranslation(['records', 'shell']);
  const [channel, setChannel] = useState(usual);
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Text size="sm" mb="sm">{text}</Text>
      <ChannelPicker label={t('channel')} value={channel} onChange={setChannel} required />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>{t('shell:cancel')}</Button>
        <Button loading={busy} disabled={channel === null} onClick={() => (channel === null ? undefined : post(channel))}>{t('post')}</Button>
      </Group>
    </Modal>
  );
}
