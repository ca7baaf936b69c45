import type { Fault } from './fault.ts';
import type { LogEntry } from './log.ts';
import type { Dict, OpenModal, StoredChannel, StoredCommand, StoredGuild, StoredMember, StoredMessage, StoredUser } from './model.ts';

/** What GET /_sandbox/state gives. */
export interface SandboxState {
  application_id: string;
  worker_url: string;
  guilds: (Omit<StoredGuild, 'members'> & { members: StoredMember[] })[];
  channels: StoredChannel[];
  users: StoredUser[];
  commands: Record<string, StoredCommand[]>;
  modals: Record<string, OpenModal>;
  last_replies: Record<string, string>;
  last_actor: string | null;
}

/** Asked for as a channel, the direct messages between the bot and the person. */
export const DIRECT = '@bot';

/** What GET /_sandbox/view gives: the stand-in as one person sees it. */
export interface PersonView {
  /** Channels of the guild that the person may see, and the direct messages once there are any. */
  channels: string[];
  direct: string | null;
  /** The person's permissions in the guild, decimal. */
  permissions: string;
  /** The newest message the person sees, by channel. */
  latest: Record<string, string>;
  /** The asked channel's messages, oldest first. */
  messages: StoredMessage[];
  /** Ids of its pinned messages, newest pin first. */
  pins: string[];
}

/** What came of an interaction. */
export interface Outcome {
  /** null when Discord would not have sent one. */
  interaction: Dict | null;
  status: number | null;
  response: unknown;
  /** The message that the answer made or changed. */
  message: StoredMessage | null;
  elapsed_ms: number;
  problems: string[];
  /** With repeat: every delivery's answer, and whether all were alike. */
  answers?: { status: number | null; response: unknown }[];
  equal?: boolean;
}

/** What GET /_sandbox/events streams: `change` says that the world is another one, `log` carries new entries. */
export interface SandboxEvents {
  change: Record<never, never>;
  log: { entries: LogEntry[]; faults: Fault[] };
}
