import type { MessageReply, Reply } from '../define/reply.ts';
import { AppError } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';
import { EPHEMERAL, messageBody } from './respond.ts';

/** How long an edit is tried: Discord may not know the deferral for some seconds (10015). */
const EDIT_FOR_MS = 12_000;
const UNKNOWN_WEBHOOK = 10_015;

interface SentFile {
  name: string;
  content: Blob;
}

/** The part of the REST client that ends a deferral. */
export interface Followers {
  editOriginal(token: string, body: Record<string, unknown>, files?: SentFile[]): Promise<void>;
  followUp(token: string, body: Record<string, unknown>): Promise<void>;
}

interface Told {
  status?: number;
  code?: number;
  retryAfter?: number | null;
}

/** Sends the reply of a deferred interaction, with retries. A lost reply is logged; the effect stands either way. */
export async function finishDeferred(
  rest: Followers, token: string, reply: Reply, kept: { update: boolean }, reference: string,
): Promise<void> {
  if ('modal' in reply) throw new AppError('unavailable', 'errors.slow_form');
  const body = messageBody(reply);
  const ownMessage = kept.update && !reply.update;
  const send = (): Promise<void> =>
    ownMessage ? rest.followUp(token, { ...body, ...(reply.private ? { flags: EPHEMERAL } : {}) }) : rest.editOriginal(token, withoutFlags(body), filesOf(reply));
  const deadline = Date.now() + EDIT_FOR_MS;
  for (let wait = 250; ; wait = Math.min(2_000, wait * 2)) {
    try {
      return await send();
    } catch (error) {
      const { status, code, retryAfter } = error as Told;
      const passing = status === undefined || status >= 500 || status === 429 || code === UNKNOWN_WEBHOOK;
      const pause = retryAfter ? retryAfter * 1_000 : wait;
      if (!passing || Date.now() + pause > deadline) {
        log('error', 'interaction.reply_lost', { reference, error });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function filesOf({ files }: MessageReply): SentFile[] | undefined {
  return files?.map(({ name, content, type }) => ({ name, content: new Blob([content], { type }) }));
}

/** An edit takes no flags; whether the message is private was fixed by the deferral. */
function withoutFlags(body: Record<string, unknown>): Record<string, unknown> {
  const { flags: _flags, ...rest } = body;
  return rest;
}
