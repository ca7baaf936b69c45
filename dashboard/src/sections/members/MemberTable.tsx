import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Initials } from '../../ui/Initials.tsx';
import { useMay } from '../../ui/rights.ts';
import { useFormats, useServer } from '../../ui/server.ts';
import { MemberMenu } from './MemberMenu.tsx';
import { STATE_COLORS, type Member, type Sort } from './members.ts';

interface MemberTableProps {
  members: Member[];
  sort: Sort;
  descending: boolean;
  change: (sort: string, descending: boolean) => void;
}

/** A page of members. */
export function MemberTable({ members, sort, descending, change }: MemberTableProps): ReactNode {
  const { t } = useTranslation(['members', 'shell']);
  const { money, number, time, day } = useFormats();
  const may = useMay();
  const columns: Column<Member>[] = [
    { key: 'name', label: t('shell:member'), sort: 'name', cell: (member) => <MemberCell member={member} /> },
    { key: 'balance', label: t('balance'), sort: 'balance', align: 'right', cell: ({ balance }) => money(balance) },
    { key: 'earned', label: t('earned'), sort: 'earned', align: 'right', wide: true, cell: ({ total_earned: sum }) => money(sum) },
    { key: 'spent', label: t('spent'), sort: 'spent', align: 'right', wide: true, cell: ({ total_spent: sum }) => money(sum) },
    { key: 'items', label: t('items'), align: 'right', wide: true, cell: ({ inventory_count: count }) => number(count) },
    { key: 'joined', label: t('joined'), sort: 'joined', wide: true, cell: ({ joined_at: at }) => (at === null ? '–' : day(at)) },
    { key: 'active', label: t('lastActive'), sort: 'last_active', wide: true, cell: ({ last_active_at: at }) => time(at) },
    // Reviewers and shopkeepers see members and can do nothing with them.
    ...(may('economist') ? [{ key: 'acts', label: t('acts'), align: 'right', cell: (member) => <MemberMenu member={member} /> } satisfies Column<Member>] : []),
  ];
  return <DataTable label={t('shell:section.members')} columns={columns} rows={members} id={({ user_id: id }) => id} sorting={{ by: sort, descending, change }} />;
}

/** Who it is, with the way to their page. */
export function MemberCell({ member: { user_id: id, name, state } }: { member: Pick<Member, 'user_id' | 'name' | 'state'> }): ReactNode {
  const { t } = useTranslation('members');
  const server = useServer();
  return (
    <Group gap="xs" wrap="nowrap">
      <Initials name={name ?? id} />
      <div style={{ minWidth: 0 }}>
        <Anchor component={Link} to={`/s/${server}/members/${id}`} inherit fw={600}>{name ?? id}</Anchor>
        {name === null ? null : <Text size="xs" c="dimmed" visibleFrom="sm">{id}</Text>}
      </div>
      {state === 'active' ? null : <Badge variant="light" tt="none" color={STATE_COLORS[state]}>{t(`state.${state}`)}</Badge>}
    </Group>
  );
}
