import { useLayoutEffect, useRef } from 'react';

/**
 * Keeps the focus on the button that moves a row while the row moves: the browser takes it away from what changes its place.
 * @returns to be called right before the move
 */
export function useKeptFocus(order: unknown): () => void {
  const kept = useRef<{ row: string; move: string } | null>(null);
  useLayoutEffect(() => {
    if (kept.current === null) return;
    const { row, move } = kept.current;
    kept.current = null;
    const buttons = [...document.querySelectorAll<HTMLButtonElement>(`[data-row="${row}"] [data-move]`)];
    const same = buttons.find((button) => button.dataset['move'] === move && !button.disabled);
    (same ?? buttons[0])?.focus();
  }, [order]);
  return () => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const [row, move] = [focused?.closest<HTMLElement>('[data-row]')?.dataset['row'], focused?.dataset['move']];
    kept.current = row === undefined || move === undefined ? null : { row, move };
  };
}
