import type { Action } from '../item-values.ts';

/** Every kind of action, before anything is said of it. */
export const BLANK: Action[] = [
  { do: 'role', role: '' }, { do: 'timed_role', role: '', hours: 24 }, { do: 'coins', amount: 10 }, { do: 'item', item: 0, amount: 1 },
  { do: 'message', channel: '', text: '' }, { do: 'webhook', url: '' }, { do: 'manual', text: '' },
];
