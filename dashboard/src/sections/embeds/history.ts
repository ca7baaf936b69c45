import { useEffect, useState, type KeyboardEvent } from 'react';

const KEPT_MAX = 100;
/** Milliseconds within which changes of one part are one step: a word, not each letter. */
const JOINED_MS = 800;

interface Log<V> {
  past: V[];
  present: V;
  future: V[];
  /** The part that was changed last, and when; a pause or another part begins a new step. */
  part: string | null;
  at: number;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A log after its values have become others at a moment (ms). */
function written<V extends Record<string, unknown>>(log: Log<V>, values: V, at: number): Log<V> {
  const parts = Object.keys(values).filter((part) => !same(values[part], log.present[part]));
  const part = parts.length === 1 ? (parts[0] ?? null) : null;
  const joined = part !== null && part === log.part && at - log.at < JOINED_MS;
  return { past: joined ? log.past : [...log.past, log.present].slice(-KEPT_MAX), present: values, future: [], part, at };
}

function begun<V>(values: V): Log<V> {
  return { past: [], present: values, future: [], part: null, at: 0 };
}

export interface History {
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y within the editor. */
  onKey: (event: KeyboardEvent) => void;
}

/**
 * Steps back and forth through what was typed in a form.
 * @param era begins anew when the record behind the form has become another version
 */
export function useHistory<V extends Record<string, unknown>>(values: V, put: (values: V) => void, era: string): History {
  const [log, setLog] = useState(() => begun(values));
  const [known, setKnown] = useState(era);
  useEffect(() => {
    if (known !== era) {
      setKnown(era);
      setLog(begun(values));
    } else if (!same(values, log.present)) setLog(written(log, values, Date.now()));
  });
  const go = (to: V, past: V[], future: V[]): void => {
    setLog({ past, present: to, future, part: null, at: 0 });
    put(to);
  };
  const [before, after] = [log.past.at(-1), log.future[0]];
  const undo = before === undefined ? null : () => go(before, log.past.slice(0, -1), [log.present, ...log.future]);
  const redo = after === undefined ? null : () => go(after, [...log.past, log.present], log.future.slice(1));
  return {
    undo, redo,
    onKey: (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const step = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : undefined;
      if (step === undefined) return;
      event.preventDefault();
      step?.();
    },
  };
}
