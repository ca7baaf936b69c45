import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../../ui/DataTable.tsx';
import { useFormats, useServer } from '../../../ui/server.ts';
import { Amount } from '../../transactions/Amount.tsx';
import { Party } from '../../transactions/Party.tsx';
import { sideOf, useAssets, useTypeName } from '../../transactions/types.ts';
import type { Profile } from '../members.ts';
import { Panel } from './Panel.tsx';

type Entry = Profile['recent_transactions'][number];

/** The newest movements of a member; each opens whole, all are in the list of transactions. */
export function History({ member: { user_id: user, recent_transactions: recent } }: { member: Profile }): ReactNode {
  const { t } = useTranslation('members');
  const server = useServer();
  const { money, number, time } = useFormats();
  const shown = useAssets(money, number);
  const nameOf = useTypeName();
  const idOf = ({ seq, amount }: Entry): string => `${seq}-${amount < 0 ? 'from' : 'to'}`;
  const columns: Column<Entry>[] = [
    { key: 'at', label: t('when'), cell: (entry) => <Anchor component={Link} to={`/s/${server}/transactions`} search={{ user, at: idOf(entry) } as never /* as in ui/search.ts */} inherit>{time(entry.timestamp)}</Anchor> },
    { key: 'type', label: t('what'), cell: ({ type, amount, note }) => <>{nameOf(sideOf(type, amount))}{note === '' ? null : <Text size="xs" c="dimmed" lineClamp={2}>{note}</Text>}</> },
    { key: 'with', label: t('with'), wide: true, cell: ({ counterparty }) => <Party account={counterparty} /> },
    { key: 'amount', label: t('amount'), align: 'right', cell: ({ asset, amount }) => <Amount asset={asset} amount={amount} /> },
    { key: 'after', label: t('after'), align: 'right', wide: true, cell: ({ asset, balance_after: after }) => shown(asset, after) },
  ];
  return (
    <Panel title={t('history')}>
      {recent.length === 0 ? <Text c="dimmed">{t('noMovements')}</Text> : <DataTable label={t('history')} columns={columns} rows={recent} id={({ seq, amount }) => `${seq} ${amount}`} />}
      <Anchor component={Link} to={`/s/${server}/transactions`} search={{ user } as never /* as in ui/search.ts */} size="sm" mt="sm" display="inline-block">{t('allTransactions')}</Anchor>
    </Panel>
  );
}
