import * as z from 'zod';
import { flag, snowflakeId } from '../../../define/page.ts';
import { guildRoute, type ApiContext } from '../../../define/route.ts';
import { expectVersion } from '../../../define/versions.ts';
import { checkWhole, compactEmbed, embedParts, type EmbedParts } from '../../../discord/embed-body.ts';
import { assertTextChannel, readGuildView } from '../../../discord/guild-view.ts';
import { createEmbed, deleteEmbed, editEmbed, postEmbed } from '../change.ts';
import { embedName, sayable } from '../input.ts';
import { bodyOf } from '../rows.ts';
import { embedPath } from './read.ts';
import { answerCreated, answerPosted, answerSaved, embedBody, embedPosted } from './shape.ts';

const seen = (ctx: ApiContext) => (version: number): void => expectVersion(ctx, version);

export const postNewEmbed = guildRoute({
  method: 'POST', path: '/api/:server_id/embeds', access: 'moderator',
  summary: 'Keep a template: a name, and an embed in Discord\'s shape',
  body: embedParts.extend({ name: embedName }).superRefine(checkWhole),
  reply: embedBody,
  run: async (ctx, { body: { name, ...parts } }) => answerCreated(await createEmbed(ctx, name, compactEmbed(parts))),
});

export const putEmbed = guildRoute({
  method: 'PUT', path: '/api/:server_id/embeds/:embed_id', access: 'moderator',
  summary: 'Change a template and all its posted copies; what is left out stays, null takes a part away',
  params: embedPath,
  body: embedParts.extend({ name: embedName.optional() }).refine((body) => Object.keys(body).length > 0, { message: 'at least one field' }),
  reply: embedBody,
  async run(ctx, { params: { embed_id: id }, body: { name, ...parts } }) {
    const embed = Object.keys(parts).length === 0 ? undefined : (before: Parameters<typeof bodyOf>[0]) =>
      // Kept by this feature alone, from what embedParts let through.
      sayable({ ...(bodyOf(before) as EmbedParts), ...parts });
    return answerSaved(await editEmbed(ctx, id, { name, embed }, seen(ctx)));
  },
});

export const removeEmbed = guildRoute({
  method: 'DELETE', path: '/api/:server_id/embeds/:embed_id', access: 'moderator',
  summary: 'Delete a template, and its copies unless "delete_discord_message" is false',
  params: embedPath,
  query: z.object({ delete_discord_message: flag.default(true) }),
  reply: embedBody,
  run: async (ctx, { params: { embed_id: id }, query }) => answerSaved(await deleteEmbed(ctx, id, query.delete_discord_message, seen(ctx))),
});

export const postCopy = guildRoute({
  method: 'POST', path: '/api/:server_id/embeds/:embed_id/post', access: 'moderator',
  summary: 'Post a copy of a template in a channel of the server',
  params: embedPath,
  body: z.object({ channel_id: snowflakeId }),
  reply: embedPosted,
  async run(ctx, { params: { embed_id: id }, body: { channel_id: channel } }) {
    // The bot may write on other servers too: the channel has to be this server's.
    assertTextChannel(await readGuildView(ctx), channel);
    return answerPosted(ctx.texts, await postEmbed(ctx, id, channel, seen(ctx)));
  },
});
