import { and, desc, eq, getTableColumns, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { Guilds } from '../../db/client.ts';
import { announcement, givenNumber } from '../../db/schema/announcements.ts';
import { message } from '../../db/schema/outbox.ts';
import { shopItem } from '../../db/schema/shop.ts';
import { task } from '../../db/schema/tasks.ts';
import type { Refusal } from '../../kernel/errors.ts';

export type AnnouncementRow = typeof announcement.$inferSelect;

/** Kind of the messages that show announcements. */
export const KIND = 'announcement';

/** Where records are read: a command has it, a card too. */
export interface Reader {
  guildId: string;
  db: Guilds;
}

export const unknownAnnouncement: Refusal = { code: 'not_found', text: 'announcements.refused.unknown' };

/** The message of the n-th posting of an announcement. */
export const recordOf = (id: number, posting: number): string => `${id}:${posting}`;

const newestMessage = {
  state: message.state, messageId: message.messageId, channel: message.channel, pinned: message.pinned, error: message.error,
};
const shows = and(
  eq(message.guild, announcement.guild), eq(message.kind, KIND),
  sql`${message.record} = ${announcement.announcementId} || ':' || ${announcement.posts}`,
);

/** An announcement with the message of its newest posting. */
export async function readAnnouncement({ db, guildId }: Reader, id: number) {
  const [found] = await db.select({ row: announcement, message: newestMessage }).from(announcement).leftJoin(message, shows)
    .where(and(eq(announcement.guild, guildId), eq(announcement.announcementId, id)));
  return found;
}

export interface Wanted {
  state?: 'scheduled' | 'posted' | undefined;
  channel?: string | undefined;
  /** Only those with a lower number. */
  before?: number | undefined;
}

const fits = (guildId: string, { state, channel, before }: Wanted): SQL | undefined => and(
  eq(announcement.guild, guildId),
  ...(state ? [eq(announcement.state, state)] : []), ...(channel ? [eq(announcement.channel, channel)] : []),
  ...(before === undefined ? [] : [lt(announcement.announcementId, before)]),
);

/** Announcements, newest first. At most as many rows are read as a server may have. */
export async function listAnnouncements({ db, guildId }: Reader, wanted: Wanted, limit: number, offset = 0) {
  return db.select({ row: announcement, message: newestMessage }).from(announcement).leftJoin(message, shows)
    .where(fits(guildId, wanted)).orderBy(desc(announcement.announcementId)).limit(limit).offset(offset);
}

export async function countAnnouncements({ db, guildId }: Reader, wanted: Wanted): Promise<number> {
  return db.$count(announcement, fits(guildId, wanted));
}

/** The number of the next announcement; those of deleted ones are not given again. */
export async function nextNumber({ db, guildId }: Reader): Promise<number> {
  const [row] = await db.select({ last: givenNumber.last }).from(givenNumber).where(and(eq(givenNumber.guild, guildId), eq(givenNumber.kind, KIND)));
  return (row?.last ?? 0) + 1;
}

/** A task as an announcement tells of it: with the item that it gives, and where its own card is. */
export async function readTask({ db, guildId }: Reader, id: number) {
  const [found] = await db.select({
    ...getTableColumns(task), itemName: shopItem.name, itemEmoji: shopItem.emoji, cardChannel: message.channel, cardMessage: message.messageId,
  }).from(task)
    .leftJoin(shopItem, and(eq(shopItem.guild, task.guild), eq(shopItem.itemId, task.rewardItem)))
    .leftJoin(message, and(eq(message.guild, task.guild), eq(message.kind, 'task'), sql`${message.record} = CAST(${task.taskId} AS TEXT)`))
    .where(and(eq(task.guild, guildId), eq(task.taskId, id), ne(task.status, 'deleted')));
  return found;
}
