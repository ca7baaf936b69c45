import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The head of a section: its name, a line about it, its main acts. */
export function PageHeader({ title, text, children }: { title: string; text?: string; children?: ReactNode }): ReactNode {
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <Stack gap={2}>
        <Title order={1} size="h2">{title}</Title>
        {text ? <Text c="dimmed" size="sm">{text}</Text> : null}
      </Stack>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
