import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { etagOf } from '../../ui/etag.ts';
import { useFilters } from '../../ui/search.ts';
import { useFormats } from '../../ui/server.ts';
import { SyncBadge } from '../../ui/SyncBadge.tsx';
import { CommandMenu } from './CommandMenu.tsx';
import { useSaveCommand, type Command } from './commands.ts';

const SORTS: Record<string, (a: Command, b: Command) => number> = {
  name: (a, b) => a.name.localeCompare(b.name), cost: (a, b) => a.cost - b.cost, uses: (a, b) => a.uses - b.uses,
};
const STATES = { registered: 'synced', pending: 'pending_sync', failed: 'failed' } as const;

/** The server's own commands; all are at hand, so they are sorted here. */
export function CommandTable({ commands }: { commands: Command[] }): ReactNode {
  const { t } = useTranslation('commands');
  const [{ sort = 'name', order = sort === 'name' ? 'asc' : 'desc' }, change] = useFilters();
  const { money, number, time } = useFormats();
  const compare = SORTS[sort] ?? SORTS['name'];
  const rows = commands.toSorted((a, b) => (compare?.(a, b) ?? 0) * (order === 'desc' ? -1 : 1));
  const columns: Column<Command>[] = [
    {
      key: 'name', label: t('command'), sort: 'name',
      cell: ({ name, description }) => (
        <>
          <Anchor component={Link} inherit fw={600} to="." search={((before: object) => ({ ...before, command: name })) as never /* as in ui/search.ts */}>/{name}</Anchor>
          <Text size="xs" c="dimmed" lineClamp={1}>{description}</Text>
        </>
      ),
    },
    { key: 'response', label: t('response'), wide: true, cell: ({ response }) => <Text size="sm" lineClamp={2} maw={360} style={{ overflowWrap: 'anywhere' }}>{response}</Text> },
    { key: 'cost', label: t('cost'), sort: 'cost', align: 'right', wide: true, cell: ({ cost }) => (cost === 0 ? t('free') : money(cost)) },
    { key: 'uses', label: t('uses'), sort: 'uses', align: 'right', wide: true, cell: ({ uses, last_used_at: last }) => <span title={last === null ? undefined : t('lastUsed', { time: time(last) })}>{number(uses)}</span> },
    { key: 'sync', label: t('inDiscord'), cell: (command) => <CommandSync command={command} /> },
    { key: 'acts', label: t('acts'), align: 'right', cell: (command) => <CommandMenu command={command} /> },
  ];
  return <DataTable label={t('commands')} columns={columns} rows={rows} id={({ name }) => name} sorting={{ by: sort, descending: order === 'desc', change: (by, descending) => change({ sort: by, order: descending ? 'desc' : 'asc' }) }} />;
}

/** How Discord has a command; saving it again as it is sends it again. */
function CommandSync({ command }: { command: Command }): ReactNode {
  const save = useSaveCommand(false);
  const { name, response, version, sync } = command;
  return <SyncBadge sync={{ state: STATES[sync.state], error: sync.error ?? '' }} name={`/${name}`} busy={save.isPending} retry={() => save.mutate({ name, response, etag: etagOf(version) })} />;
}
