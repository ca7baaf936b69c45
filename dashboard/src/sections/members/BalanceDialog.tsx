import { Alert, Button, Group, Modal, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone, showUndo } from '../../app/notify.tsx';
import type { Typed } from '../../ui/numbers.ts';
import { useFormats } from '../../ui/server.ts';
import { useBalance } from './members.ts';

const WAYS = ['add', 'take', 'set'] as const;
export type Way = (typeof WAYS)[number];
/** As the API takes them. */
const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;
const REASON_MAX = 200;

function after(balance: number, way: Way, amount: number): number {
  if (way === 'set') return amount;
  return way === 'add' ? balance + amount : balance - amount;
}

interface BalanceDialogProps {
  member: { user_id: string; name: string | null; balance: number };
  way?: Way;
  close: () => void;
}

/** Changes a member's balance with a reason, and shows what comes of it first. It can be taken back for a while. */
export function BalanceDialog({ member, way: first = 'add', close }: BalanceDialogProps): ReactNode {
  const { t } = useTranslation(['members', 'shell']);
  const { money } = useFormats();
  const [way, setWay] = useState<Way>(first);
  const [typed, setTyped] = useState<Typed>('');
  const [reason, setReason] = useState('');
  const name = member.name ?? member.user_id;
  const save = useBalance(member.user_id, { quiet: true });
  const back = useBalance(member.user_id, { done: () => showDone(t('undone', { name })) });
  const amount = Number(typed);
  const next = after(member.balance, way, amount);
  const enough = next >= 0;
  const valid = typed !== '' && amount >= (way === 'set' ? 0 : 1) && enough && reason.trim() !== '';
  const submit = (): void => save.mutate({ amount: way === 'take' ? -amount : amount, set: way === 'set', reason: reason.trim() }, {
    onSuccess: ({ balance_before: before, balance_after: now, changed }) => {
      close();
      if (!changed) return showDone(t('unchanged', { name, balance: money(now) }));
      showUndo(t('changed', { name, balance: money(now) }), () => back.mutate(
        { amount: before - now, set: false, reason: t('undoReason', { reason: reason.trim() }).slice(0, REASON_MAX) },
      ));
    },
  });
  return (
    <Modal opened onClose={close} title={t('balanceOf', { name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={(event) => { event.preventDefault(); if (valid) submit(); }}>
        <Stack>
          {save.error ? <Alert color="red" role="alert" title={t('shell:failed')}>{save.error.message}</Alert> : null}
          <SegmentedControl fullWidth aria-label={t('way')} value={way} onChange={setWay} data={WAYS.map((value) => ({ value, label: t(`ways.${value}`) }))} />
          <NumberInput
            label={t('amount')} value={typed} onChange={setTyped} min={way === 'set' ? 0 : 1} max={AMOUNT_MAX} allowDecimal={false} allowNegative={false} thousandSeparator=" " required data-autofocus
            error={typed !== '' && !enough ? t('notEnough', { balance: money(member.balance) }) : null}
          />
          <TextInput label={t('shell:reason')} description={t('reasonHint')} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} maxLength={REASON_MAX} required />
          <Text size="sm" aria-live="polite">{typed !== '' && enough ? t('balanceAfter', { before: money(member.balance), after: money(next) }) : t('balanceNow', { before: money(member.balance) })}</Text>
          <Group justify="flex-end"><Button variant="default" onClick={close}>{t('shell:cancel')}</Button><Button type="submit" loading={save.isPending} disabled={!valid}>{t('change')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
