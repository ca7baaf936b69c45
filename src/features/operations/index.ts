import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

/** What the operator looks at: status, logs, settings, restart. */
export const operations: Feature = {
  name: 'operations',
  messages,
};
