import { useHotkeys } from '@mantine/hooks';

/** Keys of a page. Not while somebody types, and never a key that the browser needs, but for saving. */
export function useShortcuts(keys: Record<string, () => void>): void {
  useHotkeys(Object.entries(keys).map(([key, run]) => [key, run, { preventDefault: true }]), saves(keys) ? [] : ['INPUT', 'TEXTAREA', 'SELECT']);
}

/** Saving works from inside a field. */
function saves(keys: Record<string, () => void>): boolean {
  return 'mod+S' in keys;
}
