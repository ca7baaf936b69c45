import type {
  APIApplicationCommand,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIRole,
  APIWebhook,
} from 'discord-api-types/v10';

/** A JSON object whose fields were not checked yet. */
export type Dict = Record<string, unknown>;

export interface StoredUser {
  id: string;
  username: string;
  global_name: string | null;
  discriminator: string;
  avatar: string | null;
  bot?: boolean;
  locale: string;
  /** A user who takes no direct messages: Discord answers 50007. */
  dms_closed?: boolean;
}

export interface StoredMember {
  user_id: string;
  nick: string | null;
  roles: string[];
  joined_at: string;
}

interface Overwrite {
  id: string;
  /** 0 a role, 1 a member. */
  type: 0 | 1;
  allow: string;
  deny: string;
}

export interface StoredChannel {
  id: string;
  /** 0 text, 1 direct messages, 5 announcements. */
  type: number;
  guild_id?: string;
  name?: string;
  topic?: string | null;
  position?: number;
  permission_overwrites?: Overwrite[];
  /** The other person of a direct-message channel. */
  recipient_id?: string;
}

export interface StoredGuild {
  id: string;
  name: string;
  icon: string | null;
  owner_id: string;
  preferred_locale: string;
  roles: APIRole[];
  members: Record<string, StoredMember>;
}

export interface StoredMessage {
  message: APIMessage;
  /** The one person who sees an ephemeral message. */
  ephemeral_to?: string;
  /** Whom the message would notify after allowed_mentions. */
  pings: { everyone: boolean; users: string[]; roles: string[] };
  nonce?: string;
}

/** acknowledged: choices or a modal were sent, there is no original message. */
type InteractionState = 'delivering' | 'failed' | 'replied' | 'deferred' | 'updated' | 'acknowledged';

export interface StoredInteraction {
  id: string;
  token: string;
  type: number;
  channel_id: string;
  guild_id?: string;
  user_id: string;
  created_at: number;
  state: InteractionState;
  ephemeral: boolean;
  /** What @original stands for. */
  original?: string;
  name?: string;
  /** The message that the pressed component belongs to. */
  source_message?: string;
}

export interface OpenModal {
  data: APIModalInteractionResponseCallbackData;
  channel_id: string;
  guild_id?: string;
  source_message?: string;
}

export type StoredCommand = APIApplicationCommand & { created_at: number };

export interface OAuthCode {
  user_id: string;
  scopes: string[];
  redirect_uri: string;
  challenge: string | null;
  method: string | null;
  expires_at: number;
}

export interface OAuthToken {
  user_id: string;
  scopes: string[];
  refresh: string;
  expires_at: number;
}

/** Codes and access tokens that people have given the application. */
export interface OAuthState {
  codes: Record<string, OAuthCode>;
  tokens: Record<string, OAuthToken>;
}

/** Everything the stand-in knows; written to the state file as it is. */
export interface WorldState {
  version: 1;
  users: Record<string, StoredUser>;
  guilds: Record<string, StoredGuild>;
  channels: Record<string, StoredChannel>;
  /** By channel, oldest first. */
  messages: Record<string, StoredMessage[]>;
  /** By channel, newest pin first. */
  pins: Record<string, { message_id: string; pinned_at: string }[]>;
  webhooks: Record<string, APIWebhook>;
  /** Key: "global" or a guild id. */
  commands: Record<string, StoredCommand[]>;
  /** Times (ms) at which commands were newly made, by scope; Discord counts 200 a day. */
  command_creations: Record<string, number[]>;
  /** By token. */
  interactions: Record<string, StoredInteraction>;
  /** The last modal each person was shown. */
  modals: Record<string, OpenModal>;
  /** The last reply each person got: its message's id. */
  last_replies: Record<string, string>;
  /** Who did the last interaction. */
  last_actor?: string;
  switches: { guild_members_intent: boolean };
  oauth?: OAuthState;
}
