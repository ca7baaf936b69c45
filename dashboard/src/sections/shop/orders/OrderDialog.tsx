import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../../api.ts';
import { showDone } from '../../../app/notify.tsx';
import { MemberName } from '../../../ui/MemberName.tsx';
import { useFormats } from '../../../ui/server.ts';
import { useMoveOrder, type Order } from './orders.ts';

const OUTCOMES = ['done', 'refunded', 'waiting'] as const;
const NOTE_MAX = 200;

/** Hands an order out, refunds it, or says a word in between. */
export function OrderDialog({ order, close }: { order: Order; close: () => void }): ReactNode {
  const { t } = useTranslation(['shop', 'shell']);
  const { money, number } = useFormats();
  const [state, setState] = useState<(typeof OUTCOMES)[number]>('done');
  const [note, setNote] = useState(order.note);
  const move = useMoveOrder();
  const stale = move.error instanceof ApiFailure && move.error.status === 412;
  const submit = (): void => move.mutate({ order, state, note: note.trim() }, { onSuccess: () => { showDone(t(`orderMoved.${state}`, { number: order.id })); close(); } });
  return (
    <Modal opened onClose={close} title={t('orderTitle', { number: order.id })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Stack>
          {move.error ? <Alert color="red" role="alert">{stale ? t('shell:stale') : move.error.message}</Alert> : null}
          <Text size="sm">{order.name} × {number(order.quantity)} · {money(order.value)} · <MemberName id={order.user_id} /></Text>
          <SegmentedControl fullWidth aria-label={t('outcome')} value={state} onChange={setState} data={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))} />
          <Text size="sm" c="dimmed" aria-live="polite">{t(`outcomeText.${state}`, { amount: money(order.value) })}</Text>
          <Textarea label={t('note')} description={t('noteHint')} maxLength={NOTE_MAX} autosize minRows={2} value={note} onChange={({ currentTarget }) => setNote(currentTarget.value)} data-autofocus required={state === 'waiting'} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('shell:cancel')}</Button>
            <Button type="submit" color={state === 'refunded' ? 'red' : undefined} loading={move.isPending}>{t(`outcomes.${state}`)}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
