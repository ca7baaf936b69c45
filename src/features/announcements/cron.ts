import { readClient } from '../../db/client.ts';
import { announcement } from '../../db/schema/announcements.ts';
import { guildSettings } from '../../db/schema/settings.ts';
import { boundDatabases } from '../../db/placement.ts';
import type { CronJob } from '../../define/job.ts';
import { pinMessage, postMessage } from '../../discord/rows.ts';
import { guildStub } from '../../guild/stub.ts';
import { log } from '../../kernel/log.ts';
import { nextTurn } from '../../kernel/wall-clock.ts';
import { sha256 } from '../../ledger/hash.ts';
import type { Operation } from '../../ledger/operation.ts';
import { and, eq, isNotNull, lte, sql } from 'drizzle-orm';
import { KIND, recordOf, type AnnouncementRow } from './rows.ts';
import { saveAnnouncement } from './statements.ts';

/** Announcements of one database that one tick posts, and servers that it goes to; the rest wait for the next minute. */
const DUE_MAX = 200;
const GUILDS_MAX = 20;

interface Due {
  row: AnnouncementRow;
  zone: string;
}

/** What is due in a database, longest waiting first, by the index; with the zone of its server. */
function dueIn(d1: D1Database, now: number): Promise<Due[]> {
  const zone = sql<string>`COALESCE(${guildSettings.value} ->> '$.locale.timezone', 'UTC')`;
  return readClient(d1).select({ row: announcement, zone }).from(announcement).leftJoin(guildSettings, eq(guildSettings.guild, announcement.guild))
    .where(and(isNotNull(announcement.due), lte(announcement.due, now))).orderBy(announcement.due).limit(DUE_MAX);
}

/**
 * The next posting. Its key names the time that it was kept for, so that ten ticks at once post once. Of turns that were
 * missed while nothing ran, one is posted.
 */
function posting({ row, zone }: Due, now: number): Operation {
  const { announcementId: id, wall, repeat } = row;
  const key = `j:announce:${id}:${row.due ?? 0}`;
  const due = repeat === 'none' || wall === null ? null : nextTurn(wall, repeat, zone, now);
  const posts = row.posts + 1;
  const pinned = row.pin === 1;
  return {
    key, fingerprint: sha256(key), kind: 'announcement_post', actor: 'system',
    also: [
      saveAnnouncement({ ...row, version: row.version + 1, posts, due, state: due === null ? 'posted' : 'scheduled' }, true),
      postMessage(KIND, recordOf(id, posts), row.channel, pinned),
      // The pin goes along to the newest posting: a channel holds 250.
      ...(pinned && row.posts > 0 ? [pinMessage(KIND, recordOf(id, row.posts), false)] : []),
    ],
  };
}

/** Posts announcements whose time has come. What did not come about is due again a minute later; one server's fault stops no other. */
export const postDueAnnouncements: CronJob = {
  name: 'announcements.due',
  cron: '* * * * *',
  async run({ env, now }) {
    for (const d1 of boundDatabases(env).values()) {
      const guilds = [...Map.groupBy(await dueIn(d1, now), ({ row }) => row.guild)].slice(0, GUILDS_MAX);
      for (const [guild, due] of guilds) {
        try {
          const { outcomes } = await guildStub(env, guild).call('postAll', { ops: due.map((each) => posting(each, now)) });
          // A conflict is somebody who was faster: staff who edited it, another tick.
          const open = outcomes.filter(({ status }) => status !== 'done' && status !== 'conflict');
          if (open.length > 0) log('warn', 'announcement.due', { guild, outcomes: open.slice(0, 5) });
        } catch (error) {
          log('error', 'announcement.due', { guild, error });
        }
      }
    }
  },
};
