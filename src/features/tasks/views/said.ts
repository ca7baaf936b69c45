import type { MessageReply } from '../../../define/reply.ts';
import { GREEN } from './colors.ts';

/** A private word that something is done. */
export function said(description: string, color = GREEN, components: NonNullable<MessageReply['components']> = []): MessageReply {
  return { embeds: [{ description, color }], components, private: true };
}
