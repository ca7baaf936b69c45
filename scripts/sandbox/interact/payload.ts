import { randomBytes } from 'node:crypto';
import { ATTACHMENT_BYTES } from '../attachments.ts';
import type { Identity } from '../keys.ts';
import type { Dict, StoredChannel } from '../model.ts';
import { permissionsOf } from '../permissions.ts';
import { channelShape, memberShape, userShape } from '../shapes.ts';
import { snowflake } from '../snowflake.ts';
import type { Content, Place } from './data.ts';

/** An interaction's token: long, opaque, good for 15 minutes. */
function newToken(id: string): string {
  return Buffer.from(`interaction:${id}:${randomBytes(96).toString('base64url')}`).toString('base64url');
}

/** The interaction as Discord delivers it to the endpoint. */
export function buildPayload(identity: Identity, place: Place, channel: StoredChannel, content: Content, locale: string, now: number): Dict {
  const { world, user, guild } = place;
  const id = snowflake(now);
  const source = content.source === undefined ? undefined : world.findMessage(content.source)?.message;
  const common: Dict = {
    id, application_id: identity.applicationId, type: content.type, token: newToken(id), version: 1, entitlements: [],
    ...(content.data === undefined ? {} : { data: content.data }),
  };
  // A PING comes from nobody and from nowhere.
  if (content.type === 1) return { ...common, user: userShape(user) };
  const permissions = guild === undefined ? 0n : permissionsOf(guild, user.id, channel);
  return {
    ...common,
    channel_id: channel.id,
    channel: { ...channelShape(world, channel), ...(guild === undefined ? {} : { permissions: permissions.toString() }) },
    locale, attachment_size_limit: ATTACHMENT_BYTES,
    app_permissions: guild === undefined ? '180224' : permissionsOf(guild, identity.applicationId, channel).toString(),
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    context: guild === undefined ? 1 : 0,
    ...(source === undefined ? {} : { message: source }),
    ...(guild === undefined ? { user: userShape(user) } : {
      guild_id: guild.id,
      guild: { id: guild.id, locale: guild.preferred_locale, features: ['COMMUNITY', 'NEWS'] },
      guild_locale: guild.preferred_locale,
      member: { ...memberShape(world, world.member(guild.id, user.id)), permissions: permissions.toString() },
    }),
  };
}
