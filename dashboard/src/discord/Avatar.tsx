import type { ReactNode } from 'react';

/** Colours dark enough for white letters. */
const COLORS = ['#4752c4', '#8a5a14', '#1f7a4d', '#a8345c', '#6b4fa0', '#0f6e84', '#9a4a1c', '#556270'];

/** A round picture of somebody: the first letter on a colour of their own. No host is asked for one. */
export function Avatar({ id, name, size = 40 }: { id: string; name: string; size?: number }): ReactNode {
  const color = COLORS[Number(id.slice(-4)) % COLORS.length] ?? COLORS[0];
  return (
    <span className="dc-avatar" aria-hidden="true" style={{ background: color, width: size, height: size, fontSize: size * 0.45 }}>
      {[...name.replace(/^@/, '')][0]?.toUpperCase() ?? '?'}
    </span>
  );
}
