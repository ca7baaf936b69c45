import type { APIEmbed } from 'discord-api-types/v10';
import * as z from 'zod';
import { messageState, messageStateOf } from '../../../define/message-state.ts';
import { created, ok, type Answer } from '../../../define/route.ts';
import { snowflakeId } from '../../../define/page.ts';
import { embedParts } from '../../../discord/embed-body.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { REPEATS } from '../../../kernel/wall-clock.ts';
import type { Shown } from '../settle.ts';

/** Whom an announcement notifies: nobody, everybody, those online, or a role by its id. */
export const mentionText = z.union([z.enum(['none', 'everyone', 'here']), snowflakeId]);

/** An announcement as the API tells it. */
export const announcementBody = z.object({
  id: z.int(),
  title: z.string(),
  content: z.string(),
  embed: embedParts.nullable(),
  /** The task that it tells of. */
  task_id: z.int().nullable(),
  channel_id: z.string(),
  mention: z.string(),
  /** Whether it shall be pinned; whether it is, is told by its message. */
  pin: z.boolean(),
  /** A repeating one is scheduled until it is stopped. */
  state: z.enum(['scheduled', 'posted', 'deleted']),
  repeat: z.enum(REPEATS),
  /** When it is posted next. */
  scheduled_at: z.string().nullable(),
  posted_at: z.string().nullable(),
  /** How often it was posted. */
  posts: z.int(),
  /** The newest posting; null where there is none. */
  message: messageState.nullable(),
  created_by: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  version: z.int(),
});
type Body = z.input<typeof announcementBody>;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

export function shownBody(texts: Texts, { row, message }: Shown): Body {
  return {
    id: row.announcementId, title: row.title, content: row.content,
    // Written by this feature alone, from what embedParts let through.
    embed: row.embed === null ? null : (JSON.parse(row.embed) as APIEmbed as Body['embed']),
    task_id: row.taskId, channel_id: row.channel, mention: row.mention === '' ? 'none' : row.mention, pin: row.pin === 1, state: row.state,
    repeat: row.repeat, scheduled_at: isoOrNull(row.due), posted_at: isoOrNull(row.postedAt), posts: row.posts,
    message: message === null ? null : messageStateOf(message, texts),
    created_by: row.createdBy, created_at: iso(row.createdAt), updated_at: iso(row.updatedAt), version: row.version,
  };
}

export const answerSaved = (texts: Texts, shown: Shown): Answer<Body> => ok(shownBody(texts, shown), { version: shown.row.version });
export const answerCreated = (texts: Texts, shown: Shown): Answer<Body> => created(shownBody(texts, shown), shown.row.version);
