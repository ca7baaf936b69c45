import * as z from 'zod';
import { flag, snowflakeId } from '../../../define/page.ts';
import { guildRoute, type ApiContext } from '../../../define/route.ts';
import { expectVersion } from '../../../define/versions.ts';
import { compactEmbed, wholeEmbed } from '../../../discord/embed-body.ts';
import { assertRole, assertTextChannel, readGuildView } from '../../../discord/guild-view.ts';
import { AppError } from '../../../kernel/errors.ts';
import { REPEATS } from '../../../kernel/wall-clock.ts';
import { CONTENT_MAX, TITLE_MAX } from '../body.ts';
import { deleteAnnouncement, editAnnouncement, type AnnouncementChange } from '../edit.ts';
import { createAnnouncement } from '../save.ts';
import { idState } from '../settle.ts';
import { whenWritten } from '../time.ts';
import { announcementPath } from './read.ts';
import { announcementBody, answerCreated, answerSaved, mentionText } from './shape.ts';

const title = z.string().trim().max(TITLE_MAX);
const content = z.string().trim().max(CONTENT_MAX);
/** ISO 8601; without a zone by the server's clocks. */
const moment = z.iso.datetime({ offset: true, local: true });
const stored = (mention: string | undefined): string => (mention === undefined || mention === 'none' ? '' : mention);
const seen = (ctx: ApiContext) => (version: number): void => expectVersion(ctx, version);

/** The bot may write on other servers too: a channel or role in a request has to be this server's. */
async function assertOwn(ctx: ApiContext, channel: string | undefined, mention: string): Promise<void> {
  const role = /^\d+$/.test(mention) && mention !== ctx.guildId ? mention : undefined;
  if (channel === undefined && role === undefined) return;
  const view = await readGuildView(ctx);
  if (channel !== undefined) assertTextChannel(view, channel);
  if (role !== undefined) assertRole(view, role);
}

const look = { mention: mentionText.default('none'), pin: z.boolean().default(false), scheduled_at: moment.nullish(), repeat: z.enum(REPEATS).default('none') };

const whenAsked = (ctx: ApiContext, text: string | null | undefined): number | null =>
  text === undefined || text === null ? null : whenWritten(text, ctx.now, ctx.settings.locale.timezone);

export const postAnnouncement = guildRoute({
  method: 'POST', path: '/api/:server_id/announcements', access: 'moderator',
  summary: 'Post an announcement, or keep it for its time; text, embed or both',
  body: z.object({ title: title.default(''), content: content.default(''), channel_id: snowflakeId, embed: wholeEmbed.nullish(), ...look }),
  reply: announcementBody,
  async run(ctx, { body }) {
    await assertOwn(ctx, body.channel_id, body.mention);
    const shown = await createAnnouncement(ctx, {
      title: body.title, content: body.content, embed: body.embed ? compactEmbed(body.embed) : null, channel: body.channel_id,
      mention: stored(body.mention), pin: body.pin, at: whenAsked(ctx, body.scheduled_at), repeat: body.repeat, taskId: null,
    });
    return answerCreated(ctx.texts, shown);
  },
});

export const postTaskAnnouncement = guildRoute({
  method: 'POST', path: '/api/:server_id/announcements/task/:task_id', access: 'moderator',
  summary: 'Announce a task: a card that names it; in the channel for announcements unless another is named',
  params: z.object({ task_id: idState }),
  body: z.object({ content: content.default(''), channel_id: snowflakeId.optional(), ...look }),
  reply: announcementBody,
  async run(ctx, { params: { task_id: taskId }, body }) {
    const channel = body.channel_id ?? ctx.settings.channels.announcements;
    if (channel === undefined) throw new AppError('invalid', 'announcements.refused.no_channel');
    await assertOwn(ctx, body.channel_id, body.mention);
    const shown = await createAnnouncement(ctx, {
      title: '', content: body.content, embed: null, channel, mention: stored(body.mention), pin: body.pin, at: whenAsked(ctx, body.scheduled_at),
      repeat: body.repeat, taskId,
    });
    return answerCreated(ctx.texts, shown);
  },
});

export const putAnnouncement = guildRoute({
  method: 'PUT', path: '/api/:server_id/announcements/:announcement_id', access: 'moderator',
  summary: 'Change an announcement and its newest message; what is left out stays as it is',
  params: announcementPath,
  body: z.object({
    title: title.optional(), content: content.optional(), embed: wholeEmbed.nullable().optional(), mention: mentionText.optional(), pin: z.boolean().optional(),
    channel_id: snowflakeId.optional(), scheduled_at: moment.optional(), repeat: z.enum(REPEATS).optional(),
  }).refine((body) => Object.keys(body).length > 0, { message: 'at least one field' }),
  reply: announcementBody,
  async run(ctx, { params: { announcement_id: id }, body }) {
    await assertOwn(ctx, body.channel_id, stored(body.mention));
    const at = whenAsked(ctx, body.scheduled_at);
    const change: AnnouncementChange = {
      ...(body.title === undefined ? {} : { title: body.title }), ...(body.content === undefined ? {} : { content: body.content }),
      ...(body.embed === undefined ? {} : { embed: body.embed === null ? null : compactEmbed(body.embed) }),
      ...(body.mention === undefined ? {} : { mention: stored(body.mention) }), ...(body.pin === undefined ? {} : { pin: body.pin }),
      ...(body.channel_id === undefined ? {} : { channel: body.channel_id }), ...(at === null ? {} : { at }),
      ...(body.repeat === undefined ? {} : { repeat: body.repeat }),
    };
    return answerSaved(ctx.texts, await editAnnouncement(ctx, id, change, 'edit', seen(ctx)));
  },
});

export const removeAnnouncement = guildRoute({
  method: 'DELETE', path: '/api/:server_id/announcements/:announcement_id', access: 'moderator',
  summary: 'Delete an announcement, and its messages unless "delete_discord_message" is false',
  params: announcementPath,
  query: z.object({ delete_discord_message: flag.default(true) }),
  reply: announcementBody,
  run: async (ctx, { params: { announcement_id: id }, query }) =>
    answerSaved(ctx.texts, await deleteAnnouncement(ctx, id, query.delete_discord_message, seen(ctx))),
});

const pinning = (word: 'pin' | 'unpin', summary: string) => guildRoute({
  method: 'POST', path: `/api/:server_id/announcements/:announcement_id/${word}`, access: 'moderator',
  summary,
  params: announcementPath,
  reply: announcementBody,
  run: async (ctx, { params: { announcement_id: id } }) => answerSaved(ctx.texts, await editAnnouncement(ctx, id, { pin: word === 'pin' }, word, seen(ctx))),
});

export const pinAnnouncement = pinning('pin', 'Pin the newest message of an announcement; asked again, a pin that failed is tried again');
export const unpinAnnouncement = pinning('unpin', 'Take the pin from an announcement');
