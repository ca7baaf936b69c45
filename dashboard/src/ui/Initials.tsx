import { Avatar, type MantineSize } from '@mantine/core';
import type { ReactNode } from 'react';

/** A member or server by their first letters: pictures lie on Discord's host, and the pages ask no host but their own. */
export function Initials({ name, size = 'sm' }: { name: string; size?: MantineSize }): ReactNode {
  return <Avatar aria-hidden name={name} size={size} color="initials" alt="" />;
}
