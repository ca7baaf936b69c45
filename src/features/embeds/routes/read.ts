import * as z from 'zod';
import { decodeCursor, listOf, offsetOf, pageOf, pageQuery } from '../../../define/page.ts';
import { guildRoute, ok } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { countEmbeds, listEmbeds, readCopies, readEmbed } from '../rows.ts';
import { idState } from '../view.ts';
import { embedBody, embedWithCopies, shownBody, withCopies } from './shape.ts';

export const embedPath = z.object({ embed_id: idState });

/** By the index embed_named. */
export const getEmbeds = guildRoute({
  method: 'GET', path: '/api/:server_id/embeds', access: 'moderator',
  summary: 'Templates of embeds, by name',
  query: pageQuery,
  reply: listOf(embedBody),
  async run(ctx, { query }) {
    const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, z.tuple([z.string()]))[0];
    const [rows, total] = await Promise.all([listEmbeds(ctx, after, query.per_page + 1, offsetOf(query)), countEmbeds(ctx)]);
    return ok(pageOf(rows, query, { total, place: ({ name }) => [name], show: shownBody }));
  },
});

export const getEmbed = guildRoute({
  method: 'GET', path: '/api/:server_id/embeds/:embed_id', access: 'moderator',
  summary: 'One template, with how each posted copy stands in Discord',
  params: embedPath,
  reply: embedWithCopies,
  async run(ctx, { params: { embed_id: id } }) {
    const [row, copies] = await Promise.all([readEmbed(ctx, id), readCopies(ctx, id)]);
    if (!row) throw new AppError('not_found', 'embeds.refused.unknown');
    return withCopies(ctx.texts, row, copies);
  },
});
