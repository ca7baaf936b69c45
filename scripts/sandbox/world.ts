import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { demoWorld, PARTS } from './demo.ts';
import { failure } from './errors.ts';
import type { StoredChannel, StoredGuild, StoredMember, StoredMessage, StoredUser, WorldState } from './model.ts';

const SAVE_DELAY_MS = 200;

/** A record's own entry: ids and names come from outside, "constructor" must find nothing. */
export function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The stand-in's memory: lookups that fail as Discord does, and a state file written whole or not at all. */
export class World {
  readonly state: WorldState;
  /** Called after every change; the pages listen here. */
  onChange: () => void = () => undefined;
  /** Times (ms) of edits of old messages, by channel. */
  readonly oldEdits = new Map<string, number[]>();
  private readonly file: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(state: WorldState, file?: string) {
    this.state = state;
    this.file = file;
  }

  /** Reads the state file, or starts with the demo server. Without a file nothing is kept. */
  static open(applicationId: string, file?: string): World {
    if (file === undefined || !existsSync(file)) return new World(demoWorld(applicationId), file);
    const state = JSON.parse(readFileSync(file, 'utf8')) as WorldState;
    if (own(state.users, applicationId) === undefined) throw new Error(`${file} belongs to another application than ${applicationId}: delete it, or give that one's id`);
    return new World(state, file);
  }

  /** A copy that is never saved: changes made in it are lost on purpose. */
  detached(): World {
    return new World(structuredClone(this.state));
  }

  /** Says that the state changed: whoever listens hears of it, and it is written a moment later. */
  touch(): void {
    this.onChange();
    if (this.file === undefined || this.timer !== undefined) return;
    this.timer = setTimeout(() => this.flush(), SAVE_DELAY_MS);
    this.timer.unref();
  }

  /** Writes the state now. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.file === undefined) return;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify(this.state), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  guild(id: string): StoredGuild {
    const guild = own(this.state.guilds, id);
    if (guild === undefined) throw failure(10004);
    return guild;
  }

  channel(id: string): StoredChannel {
    const channel = own(this.state.channels, id);
    if (channel === undefined) throw failure(10003);
    return channel;
  }

  user(id: string): StoredUser {
    const user = own(this.state.users, id);
    if (user === undefined) throw failure(10013);
    return user;
  }

  member(guildId: string, userId: string): StoredMember {
    const guild = this.guild(guildId);
    if (own(this.state.users, userId) === undefined) throw failure(10013);
    const member = own(guild.members, userId);
    if (member === undefined) throw failure(10007);
    return member;
  }

  messages(channelId: string): StoredMessage[] {
    return (this.state.messages[channelId] ??= []);
  }

  message(channelId: string, messageId: string): StoredMessage {
    const found = this.messages(channelId).find((m) => m.message.id === messageId);
    if (found === undefined) throw failure(10008);
    return found;
  }

  /** The message wherever it is. */
  findMessage(messageId: string): StoredMessage | undefined {
    for (const list of Object.values(this.state.messages)) {
      const found = list.find((m) => m.message.id === messageId);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  removeMessage(channelId: string, messageId: string): void {
    this.message(channelId, messageId);
    this.state.messages[channelId] = this.messages(channelId).filter((m) => m.message.id !== messageId);
    this.state.pins[channelId] = (this.state.pins[channelId] ?? []).filter((p) => p.message_id !== messageId);
    this.touch();
  }

  /** A user by id, mention, name, nickname or part (owner, admin, mod, member). */
  findUser(text: string): StoredUser | undefined {
    const key = text.replace(/^<@!?(\d+)>$/, '$1').replace(/^@/, '').toLowerCase();
    const users = Object.values(this.state.users);
    const nicked = Object.values(this.state.guilds).flatMap((g) => Object.values(g.members)).find((m) => m.nick?.toLowerCase() === key);
    return own(this.state.users, key) ?? users.find((u) => u.username.toLowerCase() === key)
      ?? users.find((u) => u.global_name?.toLowerCase() === key)
      ?? own(this.state.users, nicked?.user_id ?? own(PARTS, key) ?? '');
  }

  /** A guild channel by id, mention or name. */
  findChannel(text: string): StoredChannel | undefined {
    const key = text.replace(/^<#(\d+)>$/, '$1').replace(/^#/, '').toLowerCase();
    return own(this.state.channels, key) ?? Object.values(this.state.channels).find((c) => c.name?.toLowerCase() === key);
  }
}
