import { ATTEMPTS_MAX, PIN_ATTEMPTS_MAX, REASON, backOff, isMessageGone, pinReason, slowBackOff } from './failures.ts';
import type { GuildRun } from './guild-run.ts';
import type { Card } from './records.ts';
import { ROUTE } from './routes.ts';

/**
 * Pins or unpins a message that is shown as it should be. A refusal is about the pin alone: the channel stays open, and
 * it is tried again some minutes later, because the permission can be given and another pin be taken away.
 * @returns the moment until which the channel has to wait, null, or `gone` where there is no such message
 */
export async function syncPin({ discord, rows, clock, random }: GuildRun, card: Card, messageId: string): Promise<number | null | 'gone'> {
  const { channel, pin } = card;
  const path = `/channels/${channel}/messages/pins/${messageId}`;
  const reply = await discord.send(pin ? ROUTE.pin(channel) : ROUTE.unpin(channel), { method: pin ? 'PUT' : 'DELETE', path });
  if (reply.kind === 'wait') return reply.until;
  if (reply.kind === 'done') {
    await rows.pinned(card, messageId, clock());
    return null;
  }
  if (reply.kind === 'refused' && isMessageGone(reply)) return 'gone';
  const attempts = card.attempts + 1;
  const [most, wait, error] = reply.kind === 'silent'
    ? [ATTEMPTS_MAX, backOff(attempts, random), REASON.noAnswer]
    : [PIN_ATTEMPTS_MAX, slowBackOff(attempts, random), pinReason(reply)];
  if (attempts < most) await rows.again(card, clock() + wait, error);
  else await rows.failed(card, error, clock());
  return null;
}
