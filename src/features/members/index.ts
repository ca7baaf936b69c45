import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

/** The members of a server as staff sees them: who is there, who has gone, what is kept of them. */
export const members: Feature = {
  name: 'members',
  messages,
};
