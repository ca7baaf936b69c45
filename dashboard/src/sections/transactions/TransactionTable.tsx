import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { useFilters } from '../../ui/search.ts';
import { useFormats } from '../../ui/server.ts';
import { Amount } from './Amount.tsx';
import { Party } from './Party.tsx';
import type { Transaction } from './transactions.ts';
import { useAssets } from './types.ts';

/** A page of transactions: one member's side of each movement. */
export function TransactionTable({ rows }: { rows: Transaction[] }): ReactNode {
  const { t } = useTranslation(['transactions', 'shell']);
  const [filters, change] = useFilters();
  const { money, number, time } = useFormats();
  const shown = useAssets(money, number);
  const columns: Column<Transaction>[] = [
    { key: 'at', label: t('when'), sort: 'time', cell: ({ id, timestamp }) => <Anchor component={Link} inherit to="." search={((before: object) => ({ ...before, at: id })) as never /* as in ui/search.ts */} style={{ whiteSpace: 'nowrap' }}>{time(timestamp)}</Anchor> },
    { key: 'member', label: t('shell:member'), cell: ({ user_id: user }) => <MemberName id={user} /> },
    { key: 'what', label: t('what'), cell: ({ description, metadata }) => (
      <Group gap={6}><Text span inherit lineClamp={2} style={{ overflowWrap: 'anywhere' }}>{description}</Text>{metadata.reversed ? <Badge size="sm" variant="light" color="orange" tt="none">{t('reversed')}</Badge> : null}</Group>
    ) },
    { key: 'with', label: t('with'), wide: true, cell: ({ metadata }) => <Party account={metadata.counterparty} /> },
    { key: 'amount', label: t('amount'), align: 'right', cell: ({ asset, amount }) => <Amount asset={asset} amount={amount} /> },
    { key: 'after', label: t('after'), align: 'right', wide: true, cell: ({ asset, balance_after: after }) => shown(asset, after) },
  ];
  const sorting = { by: 'time', descending: filters['sort'] !== 'oldest', change: (_: string, descending: boolean) => change({ sort: descending ? undefined : 'oldest', cursor: undefined }) };
  return <DataTable label={t('shell:section.transactions')} columns={columns} rows={rows} id={({ id }) => id} sorting={sorting} />;
}
