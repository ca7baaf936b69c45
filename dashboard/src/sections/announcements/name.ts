import type { Announcement } from './announcements.ts';

const SHOWN_MAX = 60;

/** What an announcement is called in lists: its title, or the beginning of its text. */
export function nameOf({ title, content, embed }: Announcement, untitled: string): string {
  const [line = ''] = (title || content || (embed?.title ?? '')).split('\n');
  return line.length > SHOWN_MAX ? `${line.slice(0, SHOWN_MAX)}…` : line || untitled;
}
