import { Paper, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

/** A part of a member's page, under a heading of its own. */
export function Panel({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <Paper withBorder p="md" role="group" aria-labelledby={id} style={{ minWidth: 0 }}>
      <Title order={2} size="h4" id={id} mb="sm">{title}</Title>
      {children}
    </Paper>
  );
}
