import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';
import { stream, streamTest } from './routes.ts';

/** What dashboards hear while it happens. */
export const live: Feature = {
  name: 'live',
  routes: [stream, streamTest],
  messages,
};
