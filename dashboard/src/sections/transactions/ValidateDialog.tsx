import { Alert, Badge, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { MemberPicker } from '../../ui/MemberPickers.tsx';
import { useFormats } from '../../ui/server.ts';
import type { Validation } from './transactions.ts';
import { useAssets } from './types.ts';
import { useValidation } from './validation.ts';

type Balance = Validation['balances'][number];

/** Replays a member's transactions and says whether they come to the balances; goes on by itself until all are done. */
export function ValidateDialog({ user, close }: { user: string | null; close: () => void }): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const { number } = useFormats();
  const [chosen, setChosen] = useState(user);
  const { checked, run, stop } = useValidation();
  const leave = (): void => {
    stop();
    close();
  };
  const result = run.data;
  return (
    <Modal opened onClose={leave} title={t('validate')} size="lg" closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack>
        <Text size="sm">{t('validateText')}</Text>
        <MemberPicker label={t('shell:member')} value={chosen} onChange={(id) => { stop(); run.reset(); setChosen(id); }} />
        {run.isPending ? <div role="status"><Progress value={100} animated aria-label={t('validating')} /><Text size="sm" mt={4}>{t('checked', { count: checked, shown: number(checked) })}</Text></div> : null}
        {run.error ? <Alert color="red" role="alert" title={t('shell:failed')}>{run.error.message}</Alert> : null}
        {result ? <Result result={result} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={leave}>{t('shell:close')}</Button>
          <Button disabled={chosen === null} loading={run.isPending} onClick={() => (chosen === null ? undefined : run.mutate(chosen))}>{t(result ? 'validateAgain' : 'validateNow')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Result({ result }: { result: Validation }): ReactNode {
  const { t } = useTranslation('transactions');
  const { money, number } = useFormats();
  const shown = useAssets(money, number);
  const columns: Column<Balance>[] = [
    { key: 'asset', label: t('asset'), cell: ({ asset }) => (asset === 'coin' ? t('coins') : shown(asset, 1).replace(/^\S+ × /, '')) },
    { key: 'expected', label: t('expected'), align: 'right', cell: ({ asset, expected_balance: expected }) => (asset === 'coin' ? money(expected) : number(expected)) },
    { key: 'actual', label: t('actual'), align: 'right', cell: ({ asset, actual_balance: actual }) => (actual === null ? '–' : asset === 'coin' ? money(actual) : number(actual)) },
    { key: 'matches', label: t('matches'), cell: ({ matches }) => (matches === null ? t('moved') : <Badge variant="light" tt="none" color={matches ? 'teal' : 'red'}>{t(matches ? 'right' : 'wrong')}</Badge>) },
  ];
  return (
    <Stack gap="sm">
      <Alert color={result.valid ? 'teal' : 'red'} role="status" title={t(result.valid ? 'valid' : 'invalid')}>{t('checked', { count: result.entries_checked, shown: number(result.entries_checked) })}{result.frozen ? ` ${t('nowFrozen')}` : ''}</Alert>
      {result.balances.length > 0 ? <DataTable label={t('balances')} columns={columns} rows={result.balances} id={({ asset }) => asset} /> : null}
      {result.problems.map(({ name, entry, detail }) => <Alert key={`${name} ${entry} ${detail}`} color="red" title={entry === null ? name : `${name} #${entry}`}>{detail}</Alert>)}
    </Stack>
  );
}
