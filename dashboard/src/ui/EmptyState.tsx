import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Nothing here yet: what it would be, and the act that starts it. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }): ReactNode {
  return (
    <Stack align="center" py={48} px="md" gap="xs">
      <Title order={2} size="h3" ta="center">{title}</Title>
      <Text c="dimmed" ta="center" maw={440}>{text}</Text>
      {children}
    </Stack>
  );
}
