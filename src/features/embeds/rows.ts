import { and, asc, count, eq, gt, sql, type SQL } from 'drizzle-orm';
import type { APIEmbed } from 'discord-api-types/v10';
import type { Guilds } from '../../db/client.ts';
import { givenNumber } from '../../db/schema/announcements.ts';
import { embed } from '../../db/schema/embeds.ts';
import { message } from '../../db/schema/outbox.ts';
import type { Refusal } from '../../kernel/errors.ts';

export type EmbedRow = typeof embed.$inferSelect;

/** Kind of the messages that show copies of templates. */
export const KIND = 'embed';

export interface Reader {
  guildId: string;
  db: Guilds;
}

export const unknownEmbed: Refusal = { code: 'not_found', text: 'embeds.refused.unknown' };

/** The message of the n-th copy of a template. */
export const recordOf = (id: number, copy: number): string => `${id}:${copy}`;

export const bodyOf = ({ body }: Pick<EmbedRow, 'body'>): APIEmbed => JSON.parse(body) as APIEmbed;

export async function readEmbed({ db, guildId }: Reader, id: number): Promise<EmbedRow | undefined> {
  const [row] = await db.select().from(embed).where(and(eq(embed.guild, guildId), eq(embed.embedId, id)));
  return row;
}

export async function readNamed({ db, guildId }: Reader, name: string): Promise<EmbedRow | undefined> {
  const [row] = await db.select().from(embed).where(and(eq(embed.guild, guildId), eq(embed.name, name)));
  return row;
}

const fits = (guildId: string, after: string | undefined): SQL | undefined =>
  and(eq(embed.guild, guildId), ...(after === undefined ? [] : [gt(embed.name, after)]));

/** Templates by name. */
export function listEmbeds({ db, guildId }: Reader, after: string | undefined, limit: number, offset = 0): Promise<EmbedRow[]> {
  return db.select().from(embed).where(fits(guildId, after)).orderBy(asc(embed.name)).limit(limit).offset(offset);
}

export async function countEmbeds({ db, guildId }: Reader): Promise<number> {
  return db.$count(embed, fits(guildId, undefined));
}

/** The number of the next template; those of deleted ones are not given again. */
export async function nextNumber({ db, guildId }: Reader): Promise<number> {
  const [row] = await db.select({ last: givenNumber.last }).from(givenNumber).where(and(eq(givenNumber.guild, guildId), eq(givenNumber.kind, KIND)));
  return (row?.last ?? 0) + 1;
}

/** The messages of a template, by a range of the key. */
const copiesOf = (guildId: string, id: number): SQL | undefined => and(
  eq(message.guild, guildId), eq(message.kind, KIND), sql`${message.record} > ${`${id}:`}`, sql`${message.record} < ${`${id};`}`,
);

/** The posted copies of a template, oldest first. */
export async function readCopies({ db, guildId }: Reader, id: number) {
  const rows = await db.select({
    record: message.record, state: message.state, messageId: message.messageId, channel: message.channel, pinned: message.pinned, error: message.error,
  }).from(message).where(and(copiesOf(guildId, id), eq(message.removed, 0)));
  return rows.map(({ record, ...row }) => ({ copy: Number(record.split(':')[1]), ...row })).toSorted((a, b) => a.copy - b.copy);
}

/** Copies that are in Discord, or on their way: those that somebody has deleted there do not count. */
export async function countCopies({ db, guildId }: Reader, id: number): Promise<number> {
  const [row] = await db.select({ copies: count() }).from(message).where(and(copiesOf(guildId, id), sql`${message.state} <> 'orphaned'`));
  return row?.copies ?? 0;
}
