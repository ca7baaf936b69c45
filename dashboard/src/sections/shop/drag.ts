import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

interface Drag {
  from: number;
  to: number;
}

interface DragHandle {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/**
 * Moves the rows of a list by a handle on each: by mouse, by finger, and by the arrow keys. Rows carry `data-row`.
 * @param move called once, when the handle is let go at another place
 */
export function useDragOrder(count: number, move: (from: number, to: number) => void): { drag: Drag | null; handle: (index: number) => DragHandle } {
  const [drag, setDrag] = useState<Drag | null>(null);
  const middles = useRef<number[]>([]);
  const handle = (index: number): DragHandle => ({
    onPointerDown: (event) => {
      const rows = event.currentTarget.closest('[data-rows]')?.querySelectorAll('[data-row]') ?? [];
      middles.current = [...rows].map((row) => row.getBoundingClientRect()).map(({ top, height }) => top + height / 2 + scrollY);
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: index, to: index });
    },
    onPointerMove: ({ clientY }) => {
      if (drag === null) return;
      const above = middles.current.filter((middle, row) => row !== drag.from && middle < clientY + scrollY).length;
      if (above !== drag.to) setDrag({ ...drag, to: above });
    },
    onPointerUp: () => {
      setDrag(null);
      if (drag !== null && drag.from !== drag.to) move(drag.from, drag.to);
    },
    onPointerCancel: () => setDrag(null),
    onKeyDown: (event) => {
      const to = index + (event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0);
      if (to === index || to < 0 || to >= count) return;
      event.preventDefault();
      move(index, to);
    },
  });
  return { drag, handle };
}
