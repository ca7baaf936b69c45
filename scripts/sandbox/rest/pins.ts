import { failure } from '../errors.ts';
import { PERMISSION } from '../permissions.ts';
import { botRoute } from '../route.ts';
import type { Answer, Call, Route } from '../route.ts';
import { openChannel, visibleMessage } from './messages.ts';

/** Pins a channel holds at most. */
const PIN_LIMIT = 250;

function pins(call: Call): { message_id: string; pinned_at: string }[] {
  return (call.world.state.pins[call.params['channel_id'] ?? ''] ??= []);
}

function pin(call: Call): Answer {
  openChannel(call, PERMISSION.PIN_MESSAGES);
  const { message } = visibleMessage(call);
  const list = pins(call);
  if (!message.pinned) {
    if (list.length >= PIN_LIMIT) throw failure(30003);
    message.pinned = true;
    list.unshift({ message_id: message.id, pinned_at: new Date(call.now).toISOString() });
    call.world.touch();
  }
  return { status: 204 };
}

function unpin(call: Call): Answer {
  openChannel(call, PERMISSION.PIN_MESSAGES);
  const { message } = visibleMessage(call);
  message.pinned = false;
  call.world.state.pins[message.channel_id] = pins(call).filter((p) => p.message_id !== message.id);
  call.world.touch();
  return { status: 204 };
}

function listPins(call: Call): Answer {
  const channel = openChannel(call);
  const limit = Math.min(50, Math.max(1, Number(call.query.get('limit') ?? 50)));
  const before = call.query.get('before');
  const older = pins(call).filter((p) => before === null || p.pinned_at < before);
  const items = older.slice(0, limit).map((p) => ({ pinned_at: p.pinned_at, message: call.world.message(channel.id, p.message_id).message }));
  return { status: 200, body: { items, has_more: older.length > limit } };
}

function listPinsOld(call: Call): Answer {
  const channel = openChannel(call);
  return { status: 200, body: pins(call).slice(0, 50).map((p) => call.world.message(channel.id, p.message_id).message) };
}

export const pinRoutes: Route[] = [
  botRoute('GET', '/channels/{channel_id}/messages/pins', listPins),
  botRoute('PUT', '/channels/{channel_id}/messages/pins/{message_id}', pin),
  botRoute('DELETE', '/channels/{channel_id}/messages/pins/{message_id}', unpin),
  botRoute('GET', '/channels/{channel_id}/pins', listPinsOld),
  botRoute('PUT', '/channels/{channel_id}/pins/{message_id}', pin),
  botRoute('DELETE', '/channels/{channel_id}/pins/{message_id}', unpin),
];
