import type { APIAttachment, APIMessage, APIUser } from 'discord-api-types/v10';
import type { Dict, StoredMessage } from './model.ts';
import { mentionableText, resolvePings } from './mentions.ts';
import { PERMISSION, permissionsOf } from './permissions.ts';
import { userShape } from './shapes.ts';
import { snowflake } from './snowflake.ts';
import { own } from './world.ts';
import type { World } from './world.ts';

/** Message flags of Discord. */
export const FLAG = { CROSSPOSTED: 1, SUPPRESS_EMBEDS: 4, EPHEMERAL: 64, LOADING: 128, SUPPRESS_NOTIFICATIONS: 4096, COMPONENTS_V2: 32768 } as const;

/** The type of an interaction by command, whose replies are headed by its name. */
const INTERACTION_COMMAND = 2;

/** Messages kept in one channel; the oldest go first. */
const MESSAGES_PER_CHANNEL = 1_000;

export interface NewMessage {
  channelId: string;
  author: APIUser;
  body: Dict;
  now: number;
  files?: APIAttachment[];
  ephemeralTo?: string;
  webhookId?: string;
  loading?: boolean;
  /** `name` is a command's, with its subcommands. */
  interaction?: { id: string; type: number; name?: string | undefined; user: APIUser };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Components with the numeric ids that Discord adds where the sender gave none, counted from 1. */
export function withComponentIds(components: unknown, counter = { next: 1 }): unknown[] {
  return list(components).map((component) => {
    const fields = { ...(component as Dict) };
    fields['id'] ??= counter.next++;
    if (Array.isArray(fields['components'])) fields['components'] = withComponentIds(fields['components'], counter);
    for (const single of ['accessory', 'component']) {
      if (fields[single] !== undefined) fields[single] = withComponentIds([fields[single]], counter)[0];
    }
    return fields;
  });
}

/** The embeds as Discord hands them back: each with its type. */
function richEmbeds(embeds: unknown): APIMessage['embeds'] {
  // The shape was checked by limits/ before a body comes here.
  return list(embeds).map((embed) => ({ type: 'rich', ...(embed as Dict) })) as APIMessage['embeds'];
}

function mentionsOf(world: World, stored: StoredMessage, allowed: unknown): void {
  const { message } = stored;
  const channel = world.channel(message.channel_id);
  const guild = channel.guild_id === undefined ? undefined : world.guild(channel.guild_id);
  const bits = guild === undefined ? 0n : permissionsOf(guild, message.author.id, channel);
  const text = mentionableText(message.content, message.components ?? []);
  stored.pings = resolvePings(text, allowed, (bits & PERMISSION.MENTION_EVERYONE) !== 0n);
  message.mentions = stored.pings.users.flatMap((id) => own(world.state.users, id) ?? []).map(userShape);
  message.mention_roles = stored.pings.roles;
  message.mention_everyone = stored.pings.everyone;
}

/** Stores a message whose body was checked already. */
export function storeMessage(world: World, input: NewMessage): StoredMessage {
  const { body, now, channelId } = input;
  const flags = (Number(body['flags'] ?? 0)) | (input.ephemeralTo === undefined ? 0 : FLAG.EPHEMERAL) | (input.loading ? FLAG.LOADING : 0);
  const dm = world.channel(channelId).type === 1;
  const message = {
    id: snowflake(now), channel_id: channelId, type: input.interaction === undefined ? 0 : 20, author: input.author,
    content: String(body['content'] ?? ''), timestamp: new Date(now).toISOString(), edited_timestamp: null, tts: body['tts'] === true,
    mention_everyone: false, mentions: [], mention_roles: [], attachments: input.files ?? [], embeds: richEmbeds(body['embeds']),
    components: withComponentIds(body['components']), pinned: false, flags,
    ...(body['nonce'] === undefined ? {} : { nonce: body['nonce'] }),
    ...(input.webhookId === undefined ? {} : { webhook_id: input.webhookId }),
    ...(input.interaction === undefined ? {} : {
      interaction_metadata: {
        id: input.interaction.id, type: input.interaction.type, user: input.interaction.user, authorizing_integration_owners: {},
      },
      ...(input.interaction.type === INTERACTION_COMMAND && input.interaction.name !== undefined ? { interaction: input.interaction } : {}),
    }),
    ...(body['message_reference'] === undefined ? {} : { message_reference: { channel_id: channelId, ...(body['message_reference'] as Dict) } }),
  } as unknown as APIMessage; // Embeds and components are JSON that limits/ checked; the type cannot know.
  const stored: StoredMessage = { message, pings: { everyone: false, users: [], roles: [] } };
  if (input.ephemeralTo !== undefined) stored.ephemeral_to = input.ephemeralTo;
  if (body['nonce'] !== undefined) stored.nonce = String(body['nonce']);
  mentionsOf(world, stored, body['allowed_mentions'] ?? (dm ? { parse: [] } : undefined));
  const kept = world.messages(channelId);
  kept.push(stored);
  if (kept.length > MESSAGES_PER_CHANNEL) kept.splice(0, kept.length - MESSAGES_PER_CHANNEL);
  world.touch();
  return stored;
}

/** Applies an edit whose body was checked already; fields left out stay as they are. */
export function editMessage(world: World, stored: StoredMessage, body: Dict, now: number, files: APIAttachment[] = []): StoredMessage {
  const { message } = stored;
  if ('content' in body) message.content = String(body['content'] ?? '');
  if ('embeds' in body) message.embeds = richEmbeds(body['embeds']);
  // As above: checked JSON.
  if ('components' in body) message.components = withComponentIds(body['components']) as NonNullable<APIMessage['components']>;
  if ('attachments' in body) {
    const keep = new Set(list(body['attachments']).map((a) => String((a as Dict)['id'])));
    message.attachments = message.attachments.filter((a) => keep.has(a.id));
  }
  message.attachments.push(...files);
  const settable = FLAG.SUPPRESS_EMBEDS | FLAG.COMPONENTS_V2;
  const kept = (message.flags ?? 0) & ~FLAG.LOADING;
  message.flags = 'flags' in body ? (kept & ~FLAG.SUPPRESS_EMBEDS) | (Number(body['flags'] ?? 0) & settable) : kept;
  message.edited_timestamp = new Date(now).toISOString();
  mentionsOf(world, stored, body['allowed_mentions']);
  world.touch();
  return stored;
}
