import type { RawEmbed } from '../../discord/raw.ts';
import type { Announcement, AnnouncementChange, NewAnnouncement } from './announcements.ts';

/** Discord's limit of a message's text, which the title and the mention are part of. */
export const CONTENT_MAX = 2_000;
export const TITLE_MAX = 200;
export const REPEATS = ['none', 'daily', 'weekly', 'monthly'] as const;

/** An announcement as its form holds it; fields are named as the API names them, so that a refusal finds its field. */
export interface AnnouncementValues extends Record<string, unknown> {
  title: string;
  content: string;
  channel_id: string | null;
  /** `none`, `everyone`, `here`, the id of a role, or `role` while none is picked. */
  mention: string;
  pin: boolean;
  /** As the browser's field for a moment writes it, by the server's clocks; empty: at once. */
  scheduled_at: string;
  repeat: Announcement['repeat'];
}

export function valuesOf(announcement: Announcement, wall: (moment: string) => string): AnnouncementValues {
  const { title, content, channel_id: channel, mention, pin, scheduled_at: at, repeat } = announcement;
  return { title, content, channel_id: channel, mention, pin, scheduled_at: at === null ? '' : wall(at), repeat };
}

export const isRole = (mention: string): boolean => mention === 'role' || /^\d+$/.test(mention);

/** What of the form goes to the API. A moment without a zone goes by the server's clocks. */
export function changeOf(changed: Partial<AnnouncementValues>): AnnouncementChange {
  const { channel_id: channel, scheduled_at: at, ...rest } = changed;
  return { ...rest, ...(channel ? { channel_id: channel } : {}), ...(at ? { scheduled_at: at } : {}) };
}

export function newAnnouncementOf({ channel_id: channel, scheduled_at: at, ...rest }: AnnouncementValues): NewAnnouncement {
  return { ...rest, channel_id: channel ?? '', scheduled_at: at === '' ? null : at };
}

const WORDS: Record<string, string> = { none: '', role: '', everyone: '@everyone', here: '@here' };

type Drawn = Pick<Announcement, 'embed' | 'task_id'> | null;

/** The text of the message: the mention, the title as a heading where no embed bears it, the text. As the Worker composes it. */
export function contentOf({ title, content, mention }: AnnouncementValues, kept: Drawn): string {
  const words = WORDS[mention] ?? `<@&${mention}>`;
  const headed = title.trim() !== '' && !kept?.embed && !kept?.task_id ? `## ${title.trim()}\n${content.trim()}` : content.trim();
  return [words, headed].filter((part) => part !== '').join('\n');
}

/** The embed that an announcement was made with; one without a title bears the announcement's. */
export function embedsOf({ title }: AnnouncementValues, kept: Drawn): RawEmbed[] {
  if (!kept?.embed) return [];
  // The API gives an embed without its empty parts; its type allows nulls for changes.
  const embed = kept.embed as RawEmbed;
  return [embed.title === undefined && title !== '' ? { title, ...embed } : embed];
}
