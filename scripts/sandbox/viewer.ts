import { PERMISSION, permissionsOf } from './permissions.ts';
import { directOf } from './rest/users.ts';
import type { StoredChannel, StoredMessage, StoredUser } from './model.ts';
import type { PersonView } from './view.ts';
import type { World } from './world.ts';

/** Whether a message is shown to this person: ephemeral ones are for one only. */
export function seenBy(user: StoredUser | undefined, { ephemeral_to: only }: StoredMessage): boolean {
  return user === undefined || only === undefined || only === user.id;
}

function maySee(world: World, user: StoredUser, channel: StoredChannel): boolean {
  if (channel.guild_id === undefined) return channel.recipient_id === user.id;
  const guild = world.guild(channel.guild_id);
  return guild.members[user.id] !== undefined && (permissionsOf(guild, user.id, channel) & PERMISSION.VIEW_CHANNEL) !== 0n;
}

/** The stand-in as one person sees it, with the messages of one channel where that is theirs to see. */
export function viewOf(world: World, user: StoredUser, asked: StoredChannel | undefined): PersonView {
  const visible = Object.values(world.state.channels).filter((channel) => maySee(world, user, channel));
  const guild = Object.values(world.state.guilds).find((each) => each.members[user.id] !== undefined);
  const latest = visible.flatMap(({ id }) => {
    const newest = world.messages(id).findLast((stored) => seenBy(user, stored));
    return newest === undefined ? [] : [[id, newest.message.id]];
  });
  const open = asked !== undefined && visible.includes(asked);
  return {
    channels: visible.map(({ id }) => id),
    direct: directOf(world, user.id)?.id ?? null,
    permissions: guild === undefined ? '0' : permissionsOf(guild, user.id).toString(),
    latest: Object.fromEntries(latest) as Record<string, string>,
    messages: open ? world.messages(asked.id).filter((stored) => seenBy(user, stored)) : [],
    pins: open ? (world.state.pins[asked.id] ?? []).map((pin) => pin.message_id) : [],
  };
}
