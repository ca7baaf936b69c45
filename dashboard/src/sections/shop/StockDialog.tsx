import { Alert, Button, Group, Modal, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, ApiFailure, ifMatch } from '../../api.ts';
import { showDone } from '../../app/notify.tsx';
import { etagOf } from '../../ui/etag.ts';
import { useFormats, useServer } from '../../ui/server.ts';
import { useShopAgain, type Item, type StockChange } from './items.ts';

const WAYS = ['set', 'add', 'subtract', 'unlimited'] as const;
type Way = (typeof WAYS)[number];
const STOCK_MAX = 1_000_000_000;

/** What the shop would hold after the change; -1 is unlimited. */
function after(stock: number, way: Way, pieces: number): number {
  const before = Math.max(0, stock);
  if (way === 'unlimited') return -1;
  return way === 'set' ? pieces : Math.max(0, before + (way === 'add' ? pieces : -pieces));
}

/** Sets the stock of an item, adds to it or takes from it, and shows what comes of it first. */
export function StockDialog({ item, close }: { item: Item; close: () => void }): ReactNode {
  const { t } = useTranslation(['shop', 'shell']);
  const { number } = useFormats();
  const server = useServer();
  const again = useShopAgain();
  const [way, setWay] = useState<Way>('set');
  const [pieces, setPieces] = useState<number | string>(item.stock === -1 ? '' : item.stock);
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (json: StockChange) => answer(api[':server_id'].shop[':item_id'].stock.$put({ param: { server_id: server, item_id: String(item.id) }, json }, { headers: ifMatch(etagOf(item.version)) })),
    onSuccess: () => { showDone(t('stockChanged', { name: item.name })); close(); },
    onSettled: () => void again(),
  });
  const shown = (stock: number): string => (stock === -1 ? t('unlimited') : number(stock));
  const amount = Number(pieces);
  const valid = way === 'unlimited' || (pieces !== '' && amount >= (way === 'set' ? 0 : 1));
  const stale = save.error instanceof ApiFailure && save.error.status === 412;
  const submit = (): void => save.mutate(way === 'unlimited' ? { quantity: -1, operation: 'set' } : { quantity: amount, operation: way });
  return (
    <Modal opened onClose={close} title={t('stockOf', { name: item.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={(event) => { event.preventDefault(); if (valid) submit(); }}>
        <Stack>
          {save.error ? <Alert color="red" role="alert">{stale ? t('shell:stale') : save.error.message}</Alert> : null}
          <SegmentedControl fullWidth aria-label={t('stockWay')} value={way} onChange={setWay} data={WAYS.map((value) => ({ value, label: t(`ways.${value}`) }))} />
          {way === 'unlimited' ? null : <NumberInput label={t('pieces')} value={pieces} onChange={setPieces} min={way === 'set' ? 0 : 1} max={STOCK_MAX} allowDecimal={false} required data-autofocus />}
          <Text size="sm" aria-live="polite">{valid ? t('stockAfter', { before: shown(item.stock), after: shown(after(item.stock, way, amount)) }) : t('stockNow', { before: shown(item.stock) })}</Text>
          <Group justify="flex-end"><Button variant="default" onClick={close}>{t('shell:cancel')}</Button><Button type="submit" loading={save.isPending} disabled={!valid}>{t('shell:save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
