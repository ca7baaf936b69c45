import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Queued } from './queue.ts';

const COLORS = { waiting: 'blue', accepted: 'teal', rejected: 'red', changes: 'orange' } as const;

/** How a proof stands. */
export function StateBadge({ state }: { state: Queued['state'] }): ReactNode {
  const { t } = useTranslation('review');
  return <StatusBadge size="sm" color={COLORS[state]}>{t(`states.${state}`)}</StatusBadge>;
}
