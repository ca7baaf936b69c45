import type { APIEmbed } from 'discord-api-types/v10';
import type { Context } from '../../define/context.ts';
import { messageStateOf } from '../../define/message-state.ts';
import type { MessageReply } from '../../define/reply.ts';
import { fullTime, plainText, relativeTime } from '../../kernel/markdown.ts';
import type { Shown } from './settle.ts';
import type { Draft } from './statements.ts';

const GREEN = 0x3fa66b;
export const AMBER = 0xd99a2b;
export const SLATE = 0x5b6b82;

/** Characters of a text that stand for an announcement without a title. */
const LABEL_MAX = 60;

/** What an announcement is called in lists: its title, or the beginning of what it says. */
export function nameOf({ title, content, embed, taskId }: Pick<Draft, 'title' | 'content' | 'embed' | 'taskId'>): string {
  const shown = embed === null ? undefined : (JSON.parse(embed) as APIEmbed);
  const said = title || shown?.title || content || shown?.description || (taskId === null ? '' : `#${taskId}`);
  return said.replaceAll(/\s+/g, ' ').slice(0, LABEL_MAX);
}

/** The same in an answer. */
export const labelOf = (row: Parameters<typeof nameOf>[0]): string => plainText(nameOf(row)) || '…';

/** An announcement was made, changed or deleted. */
export function savedView(ctx: Context, what: 'created' | 'edited' | 'deleted', { row, message }: Shown): MessageReply {
  const { t } = ctx.privateTexts;
  const named = { number: row.announcementId, title: labelOf(row), channel: `<#${row.channel}>` };
  const waits = row.due !== null && row.posts === 0;
  const line = t(`announcements.${what === 'created' && waits ? 'scheduled' : what}`, named);
  const next = row.due === null ? '' : t('announcements.next', { at: fullTime(row.due), in: relativeTime(row.due) });
  const repeat = row.due === null || row.repeat === 'none' ? '' : t(`announcements.repeats.${row.repeat}`);
  const error = message === null ? null : messageStateOf(message, ctx.privateTexts).error;
  const trouble = error === null ? '' : t('announcements.trouble', { reason: plainText(error) });
  return {
    embeds: [{ description: [line, next, repeat, trouble].filter((part) => part !== '').join('\n'), color: trouble === '' ? GREEN : AMBER }],
    components: [], private: true,
  };
}
