import type { Feature } from '../../define/feature.ts';
import { help, helpTopics } from './help.ts';
import { messages } from './messages.ts';
import { ping } from './ping.ts';

/** What belongs to no part of the economy: help and health. */
export const general: Feature = { name: 'general', commands: [help, ping], components: [helpTopics], messages };
