import { Alert, Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import type { Typed } from '../../ui/numbers.ts';
import { useFormats } from '../../ui/server.ts';
import { useCleanUp } from './members.ts';

const DAYS_MAX = 3_650;
const DAYS = 30;

/** Marks who has not moved a coin for so long. It says how many before it does. */
export function CleanUpDialog({ close }: { close: () => void }): ReactNode {
  const { t } = useTranslation(['members', 'shell']);
  const { number } = useFormats();
  const [typed, setTyped] = useState<Typed>(DAYS);
  const counting = useCleanUp();
  const marking = useCleanUp();
  const days = Number(typed);
  const valid = typed !== '' && days >= 1 && days <= DAYS_MAX;
  const counted = counting.data;
  const error = marking.error ?? counting.error;
  const mark = (): void => marking.mutate({ days, dry: false }, { onSuccess: ({ marked }) => { showDone(t('marked', { count: marked, shown: number(marked) })); close(); } });
  return (
    <Modal opened onClose={close} title={t('cleanUpTitle')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={(event) => { event.preventDefault(); if (valid) counting.mutate({ days, dry: true }); }}>
        <Stack>
          <Text size="sm">{t('cleanUpText')}</Text>
          {error ? <Alert color="red" role="alert" title={t('shell:failed')}>{error.message}</Alert> : null}
          <NumberInput label={t('cleanUpDays')} value={typed} onChange={(value) => { setTyped(value); counting.reset(); }} min={1} max={DAYS_MAX} allowDecimal={false} allowNegative={false} required data-autofocus />
          {counted ? <Alert color={counted.marked > 0 ? 'orange' : 'teal'} role="status">{t('wouldMark', { count: counted.marked, shown: number(counted.marked), scanned: number(counted.scanned) })}</Alert> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('shell:cancel')}</Button>
            {counted && counted.marked > 0
              ? <Button color="red" loading={marking.isPending} onClick={mark}>{t('mark', { count: counted.marked, shown: number(counted.marked) })}</Button>
              : <Button type="submit" loading={counting.isPending} disabled={!valid}>{t('countFirst')}</Button>}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
