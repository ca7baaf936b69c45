/** Discord's messages and components as the API gives them: only what is drawn, and nothing that must be there. */
export interface RawUser {
  id: string;
  username: string;
  global_name?: string | null;
  bot?: boolean;
}

export interface RawEmoji {
  id?: string | null;
  name?: string | null;
}

export interface RawOption {
  label: string;
  value: string;
  description?: string;
  emoji?: RawEmoji;
  default?: boolean;
}

interface RawMedia {
  url: string;
}

export interface RawComponent {
  type: number;
  id?: number;
  custom_id?: string;
  style?: number;
  label?: string | null;
  description?: string | null;
  emoji?: RawEmoji;
  url?: string;
  disabled?: boolean;
  placeholder?: string | null;
  options?: RawOption[];
  default_values?: { id: string; type: string }[];
  channel_types?: number[];
  min_values?: number;
  max_values?: number;
  required?: boolean;
  components?: RawComponent[];
  component?: RawComponent;
  accessory?: RawComponent;
  content?: string;
  accent_color?: number | null;
  spoiler?: boolean;
  media?: RawMedia;
  file?: RawMedia;
  items?: { media: RawMedia; description?: string | null; spoiler?: boolean }[];
  divider?: boolean;
  spacing?: number;
  value?: string;
  min_length?: number;
  max_length?: number;
  name?: string;
  size?: number;
}

export interface RawEmbed {
  title?: string;
  description?: string;
  url?: string;
  timestamp?: string;
  color?: number;
  author?: { name: string; url?: string; icon_url?: string };
  footer?: { text: string; icon_url?: string };
  image?: RawMedia;
  thumbnail?: RawMedia;
  fields?: { name: string; value: string; inline?: boolean }[];
}

export interface RawAttachment {
  id: string;
  filename: string;
  size: number;
  url: string;
  content_type?: string;
  description?: string;
}

export interface RawMessage {
  id: string;
  channel_id: string;
  author: RawUser;
  content: string;
  timestamp: string;
  edited_timestamp?: string | null;
  embeds?: RawEmbed[];
  components?: RawComponent[];
  attachments?: RawAttachment[];
  flags?: number;
  message_reference?: { message_id?: string };
  interaction_metadata?: { type?: number; user?: RawUser };
  /** The command that brought the message. */
  interaction?: { name: string; user: RawUser };
}

export interface RawModal {
  title: string;
  custom_id: string;
  components: RawComponent[];
}

/** Discord's component types. */
export const TYPE = {
  row: 1, button: 2, stringSelect: 3, textInput: 4, userSelect: 5, roleSelect: 6, mentionableSelect: 7, channelSelect: 8, section: 9,
  text: 10, thumbnail: 11, gallery: 12, file: 13, separator: 14, container: 17, label: 18, fileUpload: 19, radioGroup: 21,
  checkboxGroup: 22, checkbox: 23,
} as const;

/** Flags of a message. */
export const FLAG = { ephemeral: 64, loading: 128 } as const;

/** Whether a message has this flag. */
export function hasFlag(message: RawMessage, flag: number): boolean {
  return ((message.flags ?? 0) & flag) !== 0;
}
