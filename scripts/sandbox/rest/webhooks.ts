import { randomBytes } from 'node:crypto';
import type { APIUser, APIWebhook } from 'discord-api-types/v10';
import { failure } from '../errors.ts';
import { Field, Problems } from '../limits/fields.ts';
import { assertMessage } from '../limits/message.ts';
import { storeMessage } from '../messages.ts';
import { PERMISSION } from '../permissions.ts';
import { botRoute, openRoute } from '../route.ts';
import type { Answer, Call, Route } from '../route.ts';
import { userShape } from '../shapes.ts';
import { snowflake } from '../snowflake.ts';
import { own } from '../world.ts';
import { openChannel } from './messages.ts';

/** Webhooks a channel holds at most. */
const WEBHOOKS_PER_CHANNEL = 15;

function inChannel(call: Call, channelId: string): APIWebhook[] {
  return Object.values(call.world.state.webhooks).filter((w) => w.channel_id === channelId);
}

function create(call: Call): Answer {
  const channel = openChannel(call, PERMISSION.MANAGE_WEBHOOKS);
  if (channel.guild_id === undefined) throw failure(50003);
  const problems = new Problems();
  const name = new Field(problems, call.body).at('name');
  if (name.required()) name.text(80, 1);
  if (/clyde|discord/i.test(String(name.value))) name.fail('USERNAME_INVALID_CONTAINS', 'Username cannot contain "clyde" or "discord"');
  problems.throwIfAny();
  if (inChannel(call, channel.id).length >= WEBHOOKS_PER_CHANNEL) throw failure(30007);
  const webhook: APIWebhook = {
    id: snowflake(call.now), type: 1, guild_id: channel.guild_id, channel_id: channel.id, name: String(name.value), avatar: null,
    token: randomBytes(48).toString('base64url'), application_id: call.identity.applicationId,
    user: userShape(call.world.user(call.identity.applicationId)),
  };
  call.world.state.webhooks[webhook.id] = webhook;
  call.world.touch();
  return { status: 200, body: webhook };
}

function known(call: Call): APIWebhook {
  const webhook = own(call.world.state.webhooks, call.params['webhook_id'] ?? '');
  if (webhook === undefined) throw failure(10015);
  if (call.params['webhook_token'] !== undefined && webhook.token !== call.params['webhook_token']) throw failure(50027);
  return webhook;
}

function remove(call: Call): Answer {
  delete call.world.state.webhooks[known(call).id];
  call.world.touch();
  return { status: 204 };
}

/** Executes a channel webhook; with ?wait=true the message comes back, else 204. */
export function sentByWebhook(call: Call): Answer {
  const webhook = known(call);
  assertMessage(call.body, call.files.length);
  const author: APIUser = {
    id: webhook.id, username: String(call.body['username'] ?? webhook.name ?? 'Webhook'), discriminator: '0000', global_name: null,
    avatar: null, bot: true,
  };
  const stored = storeMessage(call.world, {
    channelId: String(webhook.channel_id), author, body: call.body, now: call.now, files: call.files, webhookId: webhook.id,
  });
  return call.query.get('wait') === 'true' ? { status: 200, body: stored.message } : { status: 204 };
}

export const webhookRoutes: Route[] = [
  botRoute('POST', '/channels/{channel_id}/webhooks', create),
  botRoute('GET', '/channels/{channel_id}/webhooks', (call) => {
    const channel = openChannel(call, PERMISSION.MANAGE_WEBHOOKS);
    return { status: 200, body: inChannel(call, channel.id) };
  }),
  botRoute('GET', '/webhooks/{webhook_id}', (call) => ({ status: 200, body: known(call) })),
  botRoute('DELETE', '/webhooks/{webhook_id}', remove),
  openRoute('GET', '/webhooks/{webhook_id}/{webhook_token}', (call) => ({ status: 200, body: known(call) })),
  openRoute('DELETE', '/webhooks/{webhook_id}/{webhook_token}', remove),
];
