import { Alert, Button, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useFilters } from '../../ui/search.ts';
import { useConfig } from '../../ui/server.ts';
import { AddCommand, EditCommand } from './CommandDrawer.tsx';
import { COMMANDS_MAX, NEW_A_DAY_MAX, useCommands } from './commands.ts';
import { CommandTable } from './CommandTable.tsx';

/** The server's own slash commands. */
export default function Commands(): ReactNode {
  const { t } = useTranslation(['commands', 'shell']);
  const [{ q = '', command, ...filters }, change] = useFilters();
  const { data, error, isPending, refetch } = useCommands();
  const { data: config } = useConfig();
  const close = (): void => change({ new: undefined, command: undefined });
  const full = data !== undefined && data.data.length >= COMMANDS_MAX;
  const add = <Button leftSection={<IconPlus size={18} />} disabled={full} onClick={() => change({ new: '1' })}>{t('newCommand')}</Button>;
  const [typed, setTyped] = useState(q);
  const found = data?.data.filter(({ name, response }) => `${name} ${response}`.toLowerCase().includes(typed.trim().toLowerCase())) ?? [];
  // The list follows each letter, the address only what was meant: Back would go letter by letter.
  const keep = (): void => (typed === q ? undefined : change({ q: typed || undefined }));
  return (
    <>
      <PageHeader title={t('shell:section.commands')} text={t('about')}>{add}</PageHeader>
      {config?.body.features.customcommands === false ? <Alert color="orange" mb="md">{t('switchedOff')}</Alert> : null}
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Stack gap="xs">{Array.from({ length: 6 }, (_, row) => <Skeleton key={row} h={52} />)}</Stack> : null}
      {data?.data.length === 0 ? <EmptyState title={t('empty')} text={t('emptyText')}>{add}</EmptyState> : null}
      {data && data.data.length > 0 ? (
        <>
          <TextInput label={t('shell:search')} type="search" maw={320} mb="md" value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)} onBlur={keep} onKeyDown={({ key }) => (key === 'Enter' ? keep() : undefined)} />
          {found.length === 0 ? <EmptyState title={t('noneFits')} text={t('noneFitsText')} /> : <CommandTable commands={found} />}
        </>
      ) : null}
      {data ? <Text size="sm" c="dimmed" mt="md">{t('limits', { count: data.data.length, max: COMMANDS_MAX, daily: NEW_A_DAY_MAX })}</Text> : null}
      {filters['new'] === '1' ? <AddCommand close={close} /> : null}
      {command === undefined ? null : <EditCommand key={command} name={command} close={close} />}
    </>
  );
}
