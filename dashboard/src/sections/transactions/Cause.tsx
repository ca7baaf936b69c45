import { Anchor, Code, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServer } from '../../ui/server.ts';

const SOURCES = ['discord_command', 'api', 'job', 'other'] as const;

/** Where a movement came from, with the way to the record that it is about. */
export function Cause({ source, reference }: { source: string; reference: string | null }): ReactNode {
  const { t } = useTranslation('transactions');
  const server = useServer();
  const [kind = '', id = ''] = reference?.split(':') ?? [];
  const section = kind === 'task' ? { to: `/s/${server}/tasks`, search: { task: id } } : kind === 'item' ? { to: `/s/${server}/shop`, search: { item: id } } : null;
  const text = t(`sources.${SOURCES.find((known) => known === source) ?? 'other'}`);
  return (
    <>
      {text}
      {reference === null ? null : section === null ? <Text size="xs" c="dimmed"><Code>{reference}</Code></Text> : (
        <Text size="xs"><Anchor component={Link} inherit to={section.to} search={section.search as never /* as in ui/search.ts */}>{t(kind === 'task' ? 'toTask' : 'toItem', { id })}</Anchor></Text>
      )}
    </>
  );
}
