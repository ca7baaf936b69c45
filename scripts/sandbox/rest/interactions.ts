import { failure } from '../errors.ts';
import { assertEdit, assertMessage } from '../limits/message.ts';
import { editMessage, FLAG, storeMessage } from '../messages.ts';
import type { Dict, StoredInteraction, StoredMessage } from '../model.ts';
import { openRoute } from '../route.ts';
import type { Answer, Call, Route } from '../route.ts';
import { userShape } from '../shapes.ts';
import { own } from '../world.ts';
import { sentByWebhook } from './webhooks.ts';

/** How long an interaction's token is good for. */
export const TOKEN_MS = 15 * 60_000;

/** The interaction behind a webhook token: unknown, not answered yet and expired ones are 10015 and 50027, as at Discord. */
function byToken(call: Call): StoredInteraction {
  const interaction = own(call.world.state.interactions, call.params['webhook_token'] ?? '');
  if (interaction === undefined || call.params['webhook_id'] !== call.identity.applicationId) throw failure(10015);
  if (call.now - interaction.created_at > TOKEN_MS) throw failure(50027);
  if (interaction.state === 'delivering' || interaction.state === 'failed') throw failure(10015);
  return interaction;
}

function original(call: Call, interaction: StoredInteraction): StoredMessage {
  const stored = interaction.original === undefined ? undefined : call.world.findMessage(interaction.original);
  if (stored === undefined) throw failure(10008);
  return stored;
}

/** @original, or a follow-up of this very interaction. */
function target(call: Call, interaction: StoredInteraction): StoredMessage {
  const id = call.params['message_id'];
  if (id === undefined || id === interaction.original) return original(call, interaction);
  const stored = call.world.message(interaction.channel_id, id);
  if (stored.message.interaction_metadata?.id !== interaction.id) throw failure(10008);
  return stored;
}

function edit(call: Call): Answer {
  const interaction = byToken(call);
  const stored = target(call, interaction);
  // A message is a JSON object like any other here; one that still loads has nothing yet.
  assertEdit(call.body, stored.message as unknown as Dict, call.files.length);
  if (interaction.state === 'deferred') interaction.state = 'replied';
  return { status: 200, body: editMessage(call.world, stored, call.body, call.now, call.files).message };
}

function remove(call: Call): Answer {
  const { message } = target(call, byToken(call));
  call.world.removeMessage(message.channel_id, message.id);
  return { status: 204 };
}

/** A follow-up message; after a deferral the first one fills the waiting reply. */
function followUp(call: Call): Answer {
  const interaction = byToken(call);
  assertMessage(call.body, call.files.length);
  if (interaction.state === 'deferred') {
    interaction.state = 'replied';
    return { status: 200, body: editMessage(call.world, original(call, interaction), call.body, call.now, call.files).message };
  }
  const user = userShape(call.world.user(interaction.user_id));
  const ephemeral = (Number(call.body['flags'] ?? 0) & FLAG.EPHEMERAL) !== 0;
  const stored = storeMessage(call.world, {
    channelId: interaction.channel_id, author: userShape(call.world.user(call.identity.applicationId)), body: call.body, now: call.now,
    files: call.files, webhookId: call.identity.applicationId,
    interaction: { id: interaction.id, type: interaction.type, name: interaction.name, user },
    ...(ephemeral ? { ephemeralTo: interaction.user_id } : {}),
  });
  return { status: 200, body: stored.message };
}

function isInteraction(call: Call): boolean {
  return call.params['webhook_id'] === call.identity.applicationId;
}

/** POST /callback: hangs while the interaction's own request is open, then the reply given there stands. */
async function callback(call: Call): Promise<Answer> {
  const interaction = Object.values(call.world.state.interactions).find((i) => i.id === call.params['interaction_id']);
  if (interaction === undefined || interaction.token !== call.params['interaction_token']) throw failure(10062);
  await call.exchangeEnded(interaction.id);
  throw failure(interaction.state === 'failed' || interaction.state === 'delivering' ? 10062 : 40060);
}

export const interactionRoutes: Route[] = [
  openRoute('POST', '/webhooks/{webhook_id}/{webhook_token}', (call) => (isInteraction(call) ? followUp(call) : sentByWebhook(call))),
  openRoute('GET', '/webhooks/{webhook_id}/{webhook_token}/messages/@original', (call) => ({ status: 200, body: original(call, byToken(call)).message })),
  openRoute('PATCH', '/webhooks/{webhook_id}/{webhook_token}/messages/@original', edit),
  openRoute('DELETE', '/webhooks/{webhook_id}/{webhook_token}/messages/@original', remove),
  openRoute('GET', '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', (call) => ({ status: 200, body: target(call, byToken(call)).message })),
  openRoute('PATCH', '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', edit),
  openRoute('DELETE', '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', remove),
  openRoute('POST', '/interactions/{interaction_id}/{interaction_token}/callback', callback),
];
