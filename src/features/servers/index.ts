import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

/** The servers that Coffer is on, and what of Discord the pickers need. */
export const servers: Feature = {
  name: 'servers',
  messages,
};
