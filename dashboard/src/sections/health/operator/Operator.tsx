import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { PresenceForm } from './Presence.tsx';
import { Restart } from './Restart.tsx';
import { RuntimeForm } from './Runtime.tsx';

/** What the operator may change while Coffer runs. */
export function Operator(): ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" verticalSpacing="lg">
      <RuntimeForm />
      <PresenceForm />
      <Restart />
    </SimpleGrid>
  );
}
