import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

/** What a server sets for itself. */
export const settings: Feature = { name: 'settings', commands: [], messages };
