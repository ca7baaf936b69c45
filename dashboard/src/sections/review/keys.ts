import { useShortcuts } from '../../ui/shortcuts.ts';

/** Whether nothing lies over the page. A key that is meant for a dialog must not move the queue behind it. */
export const isInFront = (): boolean => document.querySelector('[role="dialog"]') === null;

/** Keys of the queue, which rest while a dialog is open. */
export function useQueueKeys(keys: Record<string, () => void>): void {
  useShortcuts(Object.fromEntries(Object.entries(keys).map(([key, run]) => [key, () => (isInFront() ? run() : undefined)])));
}
