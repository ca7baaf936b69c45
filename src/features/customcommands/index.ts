import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

/** A server's own slash commands. */
export const customcommands: Feature = {
  name: 'customcommands',
  messages,
};
