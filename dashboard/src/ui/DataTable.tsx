import { Box, Group, Table, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSelector } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export interface Column<T> {
  key: string;
  label: string;
  /** Name under which the list sorts by this column; left out: it cannot. */
  sort?: string;
  align?: 'right';
  /** Hidden on narrow screens. */
  wide?: boolean;
  cell: (row: T) => ReactNode;
}

export interface Sorting {
  by: string;
  descending: boolean;
  change: (by: string, descending: boolean) => void;
}

interface DataTableProps<T> {
  /** What the table is, for screen readers. */
  label: string;
  columns: Column<T>[];
  rows: T[];
  id: (row: T) => string | number;
  sorting?: Sorting;
}

/** A table whose headers sort by mouse and keyboard and say so; it scrolls by itself on a narrow screen. */
export function DataTable<T>({ label, columns, rows, id, sorting }: DataTableProps<T>): ReactNode {
  const sorted = ({ sort }: Column<T>): 'ascending' | 'descending' | 'none' | undefined => {
    if (!sort || !sorting) return undefined;
    return sorting.by !== sort ? 'none' : sorting.descending ? 'descending' : 'ascending';
  };
  return (
    <Box tabIndex={0} role="region" aria-label={label} style={{ overflowX: 'auto' }}>
      <Table aria-label={label} highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.key} ta={column.align} aria-sort={sorted(column)} {...(column.wide ? { visibleFrom: 'sm' } : {})}>
                {column.sort && sorting ? <SortButton column={column} sorting={sorting} /> : column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={id(row)}>
              {columns.map(({ key, align, cell, wide }) => <Table.Td key={key} ta={align} {...(wide ? { visibleFrom: 'sm' } : {})}>{cell(row)}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}

function SortButton<T>({ column: { label, sort = '' }, sorting }: { column: Column<T>; sorting: Sorting }): ReactNode {
  const active = sorting.by === sort;
  const Icon = !active ? IconSelector : sorting.descending ? IconChevronDown : IconChevronUp;
  return (
    <UnstyledButton fw={700} fz="sm" onClick={() => sorting.change(sort, active ? !sorting.descending : true)}>
      <Group gap={4} wrap="nowrap">{label}<Icon size={14} aria-hidden /></Group>
    </UnstyledButton>
  );
}
