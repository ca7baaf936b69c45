import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';
import type { AnnouncementRow } from './rows.ts';

/** Announcements that a server may have at once; the trigger announcement_insert holds it. */
const ANNOUNCEMENTS_MAX = 500;

/** Writes an announcement whole; a change cites the version after the one that it was made on. */
const SAVE: AlsoStatement = {
  name: 'announcements.save',
  sql: `INSERT INTO announcement (guild, announcement_id, version, title, content, embed, task_id, channel, mention, pin, state,
      wall, repeat, due, posts, posted_at, created_by, created_at, updated_at)
    SELECT ?1, value ->> '$.r.announcementId', value ->> '$.r.version', value ->> '$.r.title', value ->> '$.r.content',
      json_extract(value, '$.r.embed'), value ->> '$.r.taskId', value ->> '$.r.channel', value ->> '$.r.mention',
      value ->> '$.r.pin', value ->> '$.r.state', value ->> '$.r.wall', value ->> '$.r.repeat', value ->> '$.r.due',
      value ->> '$.r.posts', IIF(value ->> '$.r.posting', value ->> '$.at', value ->> '$.r.postedAt'), value ->> '$.by',
      value ->> '$.at', value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, announcement_id) DO UPDATE SET version = excluded.version, title = excluded.title,
      content = excluded.content, embed = excluded.embed, channel = excluded.channel, mention = excluded.mention,
      pin = excluded.pin, state = excluded.state, wall = excluded.wall, repeat = excluded.repeat, due = excluded.due,
      posts = excluded.posts, posted_at = excluded.posted_at, updated_at = excluded.updated_at`,
  guards: {
    'announcements:moved': 'conflict', 'announcements:step': 'conflict',
    'announcements:limit': { code: 'conflict', text: 'announcements.refused.limit', params: { max: ANNOUNCEMENTS_MAX } },
  },
  live: { topic: 'announcements', id: 'announcementId' },
};

export const ANNOUNCEMENT_STATEMENTS: AlsoStatement[] = [SAVE];

/** An announcement without what the commit itself fills in. */
export type Draft = Omit<AnnouncementRow, 'guild' | 'createdBy' | 'createdAt' | 'updatedAt'>;

/** @param posting whether this change posts it: its moment is then that of the commit */
export function saveAnnouncement(row: Draft, posting = false): AlsoRow {
  const {
    announcementId, version, title, content, embed, taskId, channel, mention, pin, state, wall, repeat, due, posts, postedAt,
  } = row;
  return {
    statement: SAVE.name,
    row: {
      announcementId, version, title, content, embed, taskId, channel, mention, pin, state, wall, repeat, due, posts, postedAt,
      posting: posting ? 1 : 0,
    },
  };
}
