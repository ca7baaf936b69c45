import * as z from 'zod';
import { decodeCursor, listOf, offsetOf, pageOf, pageQuery, snowflakeId } from '../../../define/page.ts';
import { guildRoute, ok } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { countAnnouncements, listAnnouncements, readAnnouncement } from '../rows.ts';
import { idState } from '../settle.ts';
import { announcementBody, answerSaved, shownBody } from './shape.ts';

export const announcementPath = z.object({ announcement_id: idState });

/** By the primary key: filters read at most the announcements that a server may have. */
export const getAnnouncements = guildRoute({
  method: 'GET', path: '/api/:server_id/announcements', access: 'moderator',
  summary: 'Announcements, newest first, each with how its message stands in Discord',
  query: pageQuery.extend({ state: z.enum(['scheduled', 'posted']).optional(), channel: snowflakeId.optional() }),
  reply: listOf(announcementBody),
  async run(ctx, { query }) {
    const { state, channel } = query;
    const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor, z.tuple([z.int()]))[0];
    const [rows, total] = await Promise.all([
      listAnnouncements(ctx, { state, channel, before }, query.per_page + 1, offsetOf(query)), countAnnouncements(ctx, { state, channel }),
    ]);
    return ok(pageOf(rows, query, { total, place: ({ row }) => [row.announcementId], show: (shown) => shownBody(ctx.texts, shown) }));
  },
});

export const getAnnouncement = guildRoute({
  method: 'GET', path: '/api/:server_id/announcements/:announcement_id', access: 'moderator',
  summary: 'One announcement',
  params: announcementPath,
  reply: announcementBody,
  async run(ctx, { params: { announcement_id: id } }) {
    const found = await readAnnouncement(ctx, id);
    if (!found) throw new AppError('not_found', 'announcements.refused.unknown');
    return answerSaved(ctx.texts, found);
  },
});
