import type { APIMessage } from 'discord-api-types/v10';
import { failure } from '../errors.ts';
import { assertEdit, assertMessage } from '../limits/message.ts';
import { editMessage, storeMessage } from '../messages.ts';
import type { Dict, StoredChannel, StoredMessage } from '../model.ts';
import { PERMISSION, permissionsOf } from '../permissions.ts';
import { botRoute } from '../route.ts';
import type { Answer, Call, Route } from '../route.ts';
import { userShape } from '../shapes.ts';
import { byAge, timeOf } from '../snowflake.ts';
import { assertOldEdit } from '../ratelimit.ts';

/** How long a nonce with enforce_nonce names the same message. */
const NONCE_MS = 5 * 60_000;
const BULK_DELETE_AGE_MS = 14 * 86_400_000;

/** The channel of a call, after checking that the bot may use it as the permission bit says. */
export function openChannel(call: Call, bit: bigint = 0n): StoredChannel {
  const channel = call.world.channel(call.params['channel_id'] ?? '');
  if (channel.guild_id === undefined) return channel;
  const bits = permissionsOf(call.world.guild(channel.guild_id), call.identity.applicationId, channel);
  if ((bits & PERMISSION.VIEW_CHANNEL) === 0n) throw failure(50001);
  if ((bits & bit) !== bit) throw failure(50013);
  return channel;
}

/** A message that the bot can see through the REST API; ephemeral ones it cannot. */
export function visibleMessage(call: Call): StoredMessage {
  openChannel(call);
  const stored = call.world.message(call.params['channel_id'] ?? '', call.params['message_id'] ?? '');
  if (stored.ephemeral_to !== undefined) throw failure(10008);
  return stored;
}

function withSameNonce(call: Call, channel: StoredChannel): StoredMessage | undefined {
  const { nonce, enforce_nonce: enforced } = call.body;
  if (enforced !== true || nonce === undefined || nonce === null) return undefined;
  return call.world.messages(channel.id).find((m) => m.nonce === String(nonce) && call.now - timeOf(m.message.id) < NONCE_MS);
}

function create(call: Call): Answer {
  const channel = openChannel(call, PERMISSION.SEND_MESSAGES);
  assertMessage(call.body, call.files.length);
  if (channel.type === 1 && call.world.user(channel.recipient_id ?? '').dms_closed) throw failure(50007);
  const reference = call.body['message_reference'] as Dict | undefined;
  if (reference?.['message_id'] !== undefined && reference['fail_if_not_exists'] !== false) {
    const target = call.world.messages(channel.id).find((m) => m.message.id === reference['message_id']);
    if (target === undefined) throw failure(50035, { errors: { message_reference: { _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }] } } });
  }
  const stored = withSameNonce(call, channel) ?? storeMessage(call.world, {
    channelId: channel.id, author: userShape(call.world.user(call.identity.applicationId)), body: call.body, now: call.now, files: call.files,
  });
  return { status: 200, body: stored.message };
}

function visibleIn(call: Call, channel: StoredChannel): APIMessage[] {
  return call.world.messages(channel.id).filter((m) => m.ephemeral_to === undefined).map((m) => m.message);
}

function listMessages(call: Call): Answer {
  const channel = openChannel(call);
  const limit = Number(call.query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw failure(50035, { errors: { limit: { _errors: [{ code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' }] } } });
  }
  const all = visibleIn(call, channel);
  const [before, after, around] = ['before', 'after', 'around'].map((key) => call.query.get(key));
  let chosen = all.slice(-limit);
  if (before) chosen = all.filter((m) => byAge(m.id, before) < 0).slice(-limit);
  else if (after) chosen = all.filter((m) => byAge(m.id, after) > 0).slice(0, limit);
  else if (around) {
    const middle = all.findIndex((m) => byAge(m.id, around) >= 0);
    const start = Math.max(0, (middle < 0 ? all.length : middle) - Math.floor(limit / 2));
    chosen = all.slice(start, start + limit);
  }
  return { status: 200, body: chosen.toReversed() };
}

function edit(call: Call): Answer {
  const stored = visibleMessage(call);
  if (stored.message.author.id !== call.identity.applicationId) throw failure(50005);
  assertEdit(call.body, stored.message as unknown as Dict, call.files.length); // a message is a JSON object like any other here
  assertOldEdit(call.world, stored.message, call.now);
  return { status: 200, body: editMessage(call.world, stored, call.body, call.now, call.files).message };
}

function remove(call: Call): Answer {
  const stored = visibleMessage(call);
  if (stored.message.author.id !== call.identity.applicationId) openChannel(call, PERMISSION.MANAGE_MESSAGES);
  call.world.removeMessage(stored.message.channel_id, stored.message.id);
  return { status: 204 };
}

function bulkDelete(call: Call): Answer {
  const channel = openChannel(call, PERMISSION.MANAGE_MESSAGES);
  if (channel.guild_id === undefined) throw failure(50003);
  const ids = Array.isArray(call.body['messages']) ? [...new Set(call.body['messages'].map(String))] : [];
  if (ids.length < 2 || ids.length > 100) throw failure(50016);
  if (ids.some((id) => call.now - timeOf(id) > BULK_DELETE_AGE_MS)) throw failure(50034);
  const present = new Set(visibleIn(call, channel).map((m) => m.id));
  for (const id of ids) if (present.has(id)) call.world.removeMessage(channel.id, id);
  return { status: 204 };
}

export const messageRoutes: Route[] = [
  botRoute('POST', '/channels/{channel_id}/messages', create),
  botRoute('GET', '/channels/{channel_id}/messages', listMessages),
  botRoute('POST', '/channels/{channel_id}/messages/bulk-delete', bulkDelete),
  botRoute('GET', '/channels/{channel_id}/messages/{message_id}', (call) => ({ status: 200, body: visibleMessage(call).message })),
  botRoute('PATCH', '/channels/{channel_id}/messages/{message_id}', edit),
  botRoute('DELETE', '/channels/{channel_id}/messages/{message_id}', remove),
];
