import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmProps {
  title: string;
  text: string;
  /** What the button says that does it. */
  act: string;
  /** A word that has to be typed first: for what cannot be taken back. */
  typed?: string;
  busy?: boolean;
  confirm: () => void;
  close: () => void;
}

/** Asks before something is lost. */
export function Confirm({ title, text, act, typed, busy = false, confirm, close }: ConfirmProps): ReactNode {
  const { t } = useTranslation('shell');
  const [word, setWord] = useState('');
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Text size="sm">{text}</Text>
      {typed === undefined ? null : <TextInput mt="sm" label={t('typeToConfirm', { word: typed })} value={word} onChange={({ currentTarget }) => setWord(currentTarget.value)} data-autofocus />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>{t('cancel')}</Button>
        <Button color="red" loading={busy} disabled={typed !== undefined && word !== typed} onClick={confirm}>{act}</Button>
      </Group>
    </Modal>
  );
}
