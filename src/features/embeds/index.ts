import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

/** Templates of embeds, and the copies that were posted. */
export const embeds: Feature = {
  name: 'embeds',
  messages,
};
