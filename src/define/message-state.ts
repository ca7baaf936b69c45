import * as z from 'zod';
import type { Texts } from '../i18n/texts.ts';

/** How the message of a record stands in Discord, as the API tells it. */
export const messageState = z.object({
  state: z.enum(['pending_sync', 'synced', 'orphaned', 'failed']),
  message_id: z.string().nullable(),
  channel_id: z.string(),
  /** Whether it is pinned in Discord at this moment. */
  pinned: z.boolean(),
  /** Why it is not as it should be, in words; of a pin too. */
  error: z.string().nullable(),
});
export type MessageState = z.output<typeof messageState>;

/** What is read of a row of `message`. */
export interface MessageRow {
  state: MessageState['state'];
  messageId: string | null;
  channel: string;
  pinned: number;
  error: string;
}

/** A row as the API tells it. Reasons of the outbox's own are told in the reader's language, the rest is Discord's sentence. */
export function messageStateOf({ state, messageId, channel, pinned, error }: MessageRow, { t }: Texts): MessageState {
  const [, own] = /^outbox\.(\w+)$/.exec(error) ?? [];
  const reason = own === undefined ? error : t(`settings.sync.reasons.${own}`);
  return { state, message_id: messageId, channel_id: channel, pinned: pinned === 1, error: reason === '' ? null : reason };
}

/** A message that was asked for just now. */
export const waitingMessage = (channel: string, messageId: string | null = null, pinned = 0): MessageRow => ({
  state: 'pending_sync', messageId, channel, pinned, error: '',
});
