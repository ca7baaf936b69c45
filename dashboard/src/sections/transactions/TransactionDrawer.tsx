import { Anchor, Badge, Code, Drawer, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { useFormats } from '../../ui/server.ts';
import { Amount } from './Amount.tsx';
import { Cause } from './Cause.tsx';
import { Party } from './Party.tsx';
import { useTransaction, type Transaction } from './transactions.ts';
import { useAssets, useTypeName } from './types.ts';

/** One transaction whole: before and after, who and why, and what belongs to it. */
export function TransactionDrawer({ id, close }: { id: string; close: () => void }): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const { data, error, refetch } = useTransaction(id);
  return (
    <Drawer opened onClose={close} title={t('transaction', { id })} position="right" size="min(100vw, 32rem)" closeButtonProps={{ 'aria-label': t('shell:close') }}>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {data ? <Details transaction={data} /> : error ? null : <Skeleton h={420} role="status" aria-label={t('shell:loading')} />}
    </Drawer>
  );
}

const other = (id: string): string => (id.endsWith('-from') ? id.replace('-from', '-to') : id.replace('-to', '-from'));

function Details({ transaction }: { transaction: Transaction }): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const { money, number, time } = useFormats();
  const shown = useAssets(money, number);
  const nameOf = useTypeName();
  const { id, asset, amount, metadata } = transaction;
  // A reversal goes the other way: who gave gets it back.
  const [, side] = other(id).split('-');
  const rows: [label: string, value: ReactNode][] = [
    [t('when'), time(transaction.timestamp)], [t('shell:member'), <MemberName id={transaction.user_id} avatar />], [t('what'), nameOf(transaction.type)], [t('description'), transaction.description],
    [t('amount'), <Amount asset={asset} amount={amount} />], [t('before'), shown(asset, transaction.balance_before)], [t('after'), shown(asset, transaction.balance_after)],
    [t('with'), <Party account={metadata.counterparty} />], [t('actor'), metadata.actor === 'system' ? t('account.system') : <MemberName id={metadata.actor} />],
    [t('source'), <Cause source={metadata.source} reference={metadata.ref} />], [t('entry'), <Code>#{metadata.entry}</Code>],
  ];
  return (
    <Stack>
      {metadata.reversed_by === null ? null : (
        <Group gap="xs"><Badge variant="light" color="orange" tt="none">{t('reversed')}</Badge><To id={`${metadata.reversed_by}-${side}`}>{t('toReversal', { entry: metadata.reversed_by })}</To></Group>
      )}
      <Table variant="vertical" layout="fixed" withTableBorder>
        <Table.Tbody>{rows.map(([label, value]) => <Table.Tr key={label}><Table.Th w={140} scope="row">{label}</Table.Th><Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td></Table.Tr>)}</Table.Tbody>
      </Table>
      {/^\d{17,20}$/.test(metadata.counterparty) ? <Text size="sm"><To id={other(id)}>{t('otherLeg')}</To></Text> : null}
    </Stack>
  );
}

/** Another transaction in the same drawer. */
function To({ id, children }: { id: string; children: ReactNode }): ReactNode {
  return <Anchor component={Link} inherit to="." search={((before: object) => ({ ...before, at: id })) as never /* as in ui/search.ts */}>{children}</Anchor>;
}
