/** What roles can be given, the widest first. */
export const LEVELS = ['admin', 'moderator', 'reviewer', 'shopkeeper', 'economist'] as const;
export type Level = (typeof LEVELS)[number];

/** What can be done here, and the levels that may: a summary of docs/permissions.md, which is made from the API itself. */
export const AREAS: { name: 'look' | 'review' | 'shop' | 'balances' | 'tasks' | 'content' | 'members' | 'commands' | 'settings'; levels: readonly Level[] }[] = [
  { name: 'look', levels: LEVELS },
  { name: 'review', levels: ['admin', 'moderator', 'reviewer'] },
  { name: 'shop', levels: ['admin', 'moderator', 'shopkeeper'] },
  { name: 'balances', levels: ['admin', 'moderator', 'economist'] },
  { name: 'tasks', levels: ['admin', 'moderator'] },
  { name: 'content', levels: ['admin', 'moderator'] },
  { name: 'members', levels: ['admin', 'moderator'] },
  { name: 'commands', levels: ['admin'] },
  { name: 'settings', levels: ['admin'] },
];
