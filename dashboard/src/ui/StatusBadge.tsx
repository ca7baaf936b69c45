import { Badge, type BadgeProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** A state in a word on a tint of its colour. The letters keep the colour of text: tinted ones fail the contrast of WCAG AA. */
export function StatusBadge({ color, size = 'md', children }: Pick<BadgeProps, 'color' | 'size'> & { children: ReactNode }): ReactNode {
  return <Badge variant="light" tt="none" color={color ?? 'gray'} size={size} c="var(--mantine-color-text)">{children}</Badge>;
}
