import type { Attachments } from '../attachments.ts';
import type { Dict, StoredGuild } from '../model.ts';
import { permissionsOf } from '../permissions.ts';
import { channelShape, partialMemberShape, userShape } from '../shapes.ts';
import { isSnowflake } from '../snowflake.ts';
import type { World } from '../world.ts';
import { Refusal } from './request.ts';
import type { GivenFile, UploadedId } from './request.ts';

/** Turns names into ids and gathers what an interaction's data.resolved holds. */
export class Resolver {
  private readonly found: Record<string, Record<string, Dict>> = {};
  private readonly world: World;
  private readonly guild: StoredGuild | undefined;
  private readonly attachments: Attachments;
  private readonly now: number;
  private readonly lenient: boolean;

  constructor(world: World, guild: StoredGuild | undefined, attachments: Attachments, now: number, lenient: boolean) {
    this.world = world;
    this.guild = guild;
    this.attachments = attachments;
    this.now = now;
    this.lenient = lenient;
  }

  /** data.resolved, or undefined when nothing was resolved. */
  get resolved(): Record<string, Record<string, Dict>> | undefined {
    return Object.keys(this.found).length === 0 ? undefined : this.found;
  }

  user(text: string): string | undefined {
    const user = this.world.findUser(text);
    if (user === undefined) return this.unknown(text);
    this.put('users', user.id, userShape(user) as unknown as Dict); // an API user is a JSON object
    const member = this.guild?.members[user.id];
    if (member !== undefined && this.guild !== undefined) {
      this.put('members', user.id, { ...partialMemberShape(member), permissions: permissionsOf(this.guild, user.id).toString() });
    }
    return user.id;
  }

  role(text: string): string | undefined {
    const key = text.replace(/^<@&(\d+)>$/, '$1').replace(/^@/, '').toLowerCase();
    const role = this.guild?.roles.find((r) => r.id === key || r.name.replace(/^@/, '').toLowerCase() === key);
    if (role === undefined) return this.unknown(text);
    this.put('roles', role.id, { ...role });
    return role.id;
  }

  channel(text: string): string | undefined {
    const channel = this.world.findChannel(text);
    if (channel === undefined) return this.unknown(text);
    this.put('channels', channel.id, channelShape(this.world, channel));
    return channel.id;
  }

  mentionable(text: string): string | undefined {
    return this.world.findUser(text) === undefined ? this.role(text) : this.user(text);
  }

  message(id: string): string | undefined {
    const stored = this.world.findMessage(id);
    if (stored === undefined) return undefined;
    this.put('messages', id, stored.message as unknown as Dict); // an API message is a JSON object
    return id;
  }

  /** The id of a file that is given here or was uploaded before. */
  file(given: GivenFile | UploadedId): string {
    const attachment = 'uploaded' in given ? this.attachments.stored(given.uploaded)
      : this.attachments.add({ filename: given.filename, contentType: given.content_type, bytes: Buffer.from(given.data, 'base64') }, this.now, true);
    if (attachment === undefined) throw new Refusal([`there is no uploaded file ${'uploaded' in given ? given.uploaded : ''}`]);
    this.put('attachments', attachment.id, { ...attachment });
    return attachment.id;
  }

  private put(kind: string, id: string, value: Dict): void {
    (this.found[kind] ??= {})[id] = value;
  }

  private unknown(text: string): string | undefined {
    const id = text.replace(/\D/g, '');
    return this.lenient && isSnowflake(id) ? id : undefined;
  }
}
