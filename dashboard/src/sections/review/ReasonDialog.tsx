import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const REASON_MAX = 500;

interface ReasonDialogProps {
  verdict: 'reject' | 'changes';
  decide: (reason: string) => void;
  close: () => void;
}

/** Asks for the reason that the member reads. Ctrl+Enter sends it. */
export function ReasonDialog({ verdict, decide, close }: ReasonDialogProps): ReactNode {
  const { t } = useTranslation(['review', 'shell']);
  const [reason, setReason] = useState('');
  const send = (): void => (reason.trim() === '' ? undefined : decide(reason.trim()));
  return (
    <Modal opened onClose={close} title={t(`reasonTitle.${verdict}`)} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Textarea
        label={t('shell:reason')} description={t(`reasonHint.${verdict}`)} required autosize minRows={3} maxLength={REASON_MAX} value={reason} data-autofocus
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        onKeyDown={({ key, ctrlKey, metaKey }) => (key === 'Enter' && (ctrlKey || metaKey) ? send() : undefined)}
      />
      <Text size="xs" c="dimmed" mt={4}>{t('sendKeys')}</Text>
      <Group justify="flex-end" mt="md"><Button variant="default" onClick={close}>{t('shell:cancel')}</Button><Button color={verdict === 'reject' ? 'red' : undefined} disabled={reason.trim() === ''} onClick={send}>{t(`reasonAct.${verdict}`)}</Button></Group>
    </Modal>
  );
}
