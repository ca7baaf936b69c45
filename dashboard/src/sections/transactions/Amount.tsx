import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../ui/server.ts';
import { useAssets } from './types.ts';

/** What came in or went out, with its sign; the colour says it a second time. */
export function Amount({ asset, amount }: { asset: string; amount: number }): ReactNode {
  const { money, number } = useFormats();
  const shown = useAssets(money, number);
  const sign = amount > 0 ? '+' : amount < 0 ? '−' : '';
  return (
    <Text span inherit fw={600} c={amount < 0 ? 'light-dark(var(--mantine-color-red-9), var(--mantine-color-red-3))' : 'light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-3))'} style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
      {sign}{shown(asset, Math.abs(amount))}
    </Text>
  );
}
