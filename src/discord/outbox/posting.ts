import type { APIChannel } from 'discord-api-types/v10';
import { log } from '../../kernel/log.ts';
import type { MessageBody, Step } from '../rows.ts';
import { isUnreachable } from './failures.ts';
import type { GuildRun } from './guild-run.ts';
import { nonceOf } from './nonce.ts';
import type { Reply } from './paced.ts';
import { ROUTE } from './routes.ts';

/** Posts a message. The same cause within Discord's window is the same message. */
export function postIn({ discord, guild }: GuildRun, channel: string, body: MessageBody, cause: (string | number)[]): Promise<Reply> {
  return discord.send(ROUTE.createMessage(channel), {
    method: 'POST', path: `/channels/${channel}/messages`,
    body: { ...body, allowed_mentions: { parse: [] }, nonce: nonceOf(guild, ...cause), enforce_nonce: true },
  });
}

/** Writes to a member. Somebody who takes no messages is no failure: the step is done, with a line in the log. */
export async function postDirect(run: GuildRun, { member, body }: Extract<Step, { do: 'dm' }>, cause: (string | number)[]): Promise<Reply> {
  const opened = await run.discord.send(ROUTE.openDirect(), { method: 'POST', path: '/users/@me/channels', body: { recipient_id: member } });
  const reply = opened.kind === 'done' ? await postIn(run, (opened.body as APIChannel).id, body, cause) : opened;
  if (reply.kind !== 'refused' || !isUnreachable(reply)) return reply;
  log('info', 'outbox.dm_closed', { guild: run.guild, member, code: reply.code });
  return { kind: 'done', body: null };
}
