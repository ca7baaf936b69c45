import type { Feature } from '../../define/feature.ts';
import { messages } from './messages.ts';

/** Announcements: posted, scheduled, repeated, kept in step with Discord. */
export const announcements: Feature = {
  name: 'announcements',
  messages,
};
