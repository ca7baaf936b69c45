import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

/** What dashboards hear while it happens. */
export const live: Feature = {
  name: 'live',
  messages,
};
