import type { APIAttachment, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Identity } from '../keys.ts';
import { RESPONSE } from '../limits/response.ts';
import { editMessage, FLAG, storeMessage, withComponentIds } from '../messages.ts';
import type { Dict, StoredInteraction, StoredMessage } from '../model.ts';
import { userShape } from '../shapes.ts';
import type { World } from '../world.ts';

/** Carries out a checked answer: stores or changes the message, remembers the deferral or the modal. Gives the message it made. */
export function applyAnswer(
  world: World, identity: Identity, interaction: StoredInteraction, answer: { type: number; data?: Dict }, files: APIAttachment[], now: number,
): StoredMessage | undefined {
  const body = answer.data ?? {};
  world.touch();
  switch (answer.type) {
    case RESPONSE.message: case RESPONSE.deferred: {
      const deferred = answer.type === RESPONSE.deferred;
      interaction.ephemeral = (Number(body['flags'] ?? 0) & FLAG.EPHEMERAL) !== 0;
      interaction.state = deferred ? 'deferred' : 'replied';
      const stored = storeMessage(world, {
        channelId: interaction.channel_id, author: userShape(world.user(identity.applicationId)), body, now, files,
        webhookId: identity.applicationId, loading: deferred,
        interaction: { id: interaction.id, type: interaction.type, name: interaction.name, user: userShape(world.user(interaction.user_id)) },
        ...(interaction.ephemeral ? { ephemeralTo: interaction.user_id } : {}),
      });
      interaction.original = stored.message.id;
      world.state.last_replies[interaction.user_id] = stored.message.id;
      return stored;
    }
    case RESPONSE.update: case RESPONSE.deferredUpdate: {
      interaction.state = 'updated';
      const source = interaction.source_message;
      if (source === undefined) return undefined;
      interaction.original = source;
      world.state.last_replies[interaction.user_id] = source;
      const stored = world.findMessage(source);
      return stored === undefined || answer.type === RESPONSE.deferredUpdate ? stored : editMessage(world, stored, body, now, files);
    }
    case RESPONSE.modal:
      interaction.state = 'acknowledged';
      world.state.modals[interaction.user_id] = {
        // checkModal looked at every field of this JSON.
        data: { ...body, components: withComponentIds(body['components']) } as unknown as APIModalInteractionResponseCallbackData,
        channel_id: interaction.channel_id,
        ...(interaction.guild_id === undefined ? {} : { guild_id: interaction.guild_id }),
        ...(interaction.source_message === undefined ? {} : { source_message: interaction.source_message }),
      };
      return undefined;
    default:
      interaction.state = 'acknowledged';
      return undefined;
  }
}
