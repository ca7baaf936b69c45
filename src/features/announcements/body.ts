import type { APIEmbed } from 'discord-api-types/v10';
import { row as buttons } from '../../define/controls.ts';
import type { Mirror } from '../../define/mirror.ts';
import { embedProblem, EMBED_LIMITS } from '../../discord/embed-body.ts';
import type { CardBody, Pings } from '../../discord/rows.ts';
import type { Texts } from '../../i18n/texts.ts';
import { AppError } from '../../kernel/errors.ts';
import { plainText, relativeTime } from '../../kernel/markdown.ts';
import { KIND, readAnnouncement, readTask, type AnnouncementRow, type Reader } from './rows.ts';

/** Discord's limit of a message's text. */
export const CONTENT_MAX = 2_000;
export const TITLE_MAX = 200;

const TASK_BLUE = 0x4a7fc1;
const OVER_GREY = 0x5b6b82;

type Said = Pick<AnnouncementRow, 'title' | 'content' | 'mention'> & { embed: string | null; taskId: number | null };

/** Makes @everyone and @here of a typed text harmless: the permission to notify everybody is not bound to a place in it. */
const quiet = (text: string): string => text.replace(/@(?=everyone|here)/gi, '@\u200b');

/** Whom it notifies, and the words that do. Only what staff chose is allowed; mentions that are typed in the text stay silent. */
function mentionOf(mention: string): { words: string; pings?: Pings } {
  if (mention === '') return { words: '' };
  if (mention === 'everyone' || mention === 'here') return { words: `@${mention}`, pings: { everyone: true } };
  return { words: `<@&${mention}>`, pings: { role: mention } };
}

const embedOf = ({ embed }: Pick<Said, 'embed'>): APIEmbed | null => (embed === null ? null : (JSON.parse(embed) as APIEmbed));

/** The embed of an announcement; one without a title of its own has the announcement's. */
function titledEmbed(said: Said): APIEmbed | null {
  const embed = embedOf(said);
  return embed === null || embed.title !== undefined || said.title === '' ? embed : { title: said.title, ...embed };
}

/** The text above the embed, or the whole of a plain announcement. */
function contentOf({ title, content, mention, embed, taskId }: Said): string {
  const headed = embed === null && taskId === null && title !== '' ? `## ${title}\n${content}` : content;
  const { words, pings } = mentionOf(mention);
  const text = pings && 'everyone' in pings ? quiet(headed) : headed;
  return [words, text].filter((part) => part !== '').join('\n');
}

/** Refuses what Discord would not take whole. @throws AppError `invalid` */
export function assertSayable(said: Said): void {
  const { length } = contentOf(said);
  if (length > CONTENT_MAX) throw new AppError('invalid', 'announcements.refused.too_long', { max: CONTENT_MAX, length });
  const embed = titledEmbed(said);
  const problem = embed && embedProblem(embed);
  if (problem?.problem === 'total') throw new AppError('invalid', 'announcements.refused.embed_long', { max: EMBED_LIMITS.total, length: problem.length });
  if (said.content === '' && said.title === '' && embed === null && said.taskId === null) throw new AppError('invalid', 'announcements.refused.empty');
}

/** What is told of a task: drawn from its row as it is now, with the way to its card. */
async function taskParts(reader: Reader, { t, money, number }: Texts, id: number): Promise<Pick<CardBody, 'embeds' | 'components'> | null> {
  const task = await readTask(reader, id);
  if (!task) return null;
  const item = task.itemName === null ? [] : [`${number(task.rewardQuantity)} × ${plainText(`${task.itemEmoji ?? ''} ${task.itemName}`.trim())}`];
  const reward = [...(task.reward > 0 ? [money(task.reward)] : []), ...item].join(' + ');
  const over = task.status !== 'open';
  const link = `https://discord.com/channels/${reader.guildId}/${task.cardChannel ?? ''}/${task.cardMessage ?? ''}`;
  return {
    embeds: [{
      title: task.name, color: over ? OVER_GREY : TASK_BLUE,
      description: [over ? `**${t('announcements.task.over')}**` : '', plainText(task.description)].filter(Boolean).join('\n\n'),
      fields: [
        ...(reward ? [{ name: t('announcements.task.reward'), value: reward, inline: true }] : []),
        ...(task.expiresAt === null || over ? [] : [{ name: t('announcements.task.ends'), value: relativeTime(task.expiresAt), inline: true }]),
        ...(over ? [] : [{ name: t('announcements.task.how'), value: `\`/task claim task:${task.taskId}\`` }]),
      ],
      footer: { text: t('announcements.task.footer', { number: task.taskId }) },
    }],
    components: task.cardMessage === null ? [] : [buttons({ type: 2, style: 5, label: t('announcements.task.open'), url: link })],
  };
}

/** The messages of announcements. One that is deleted in Discord stays away, and its record says so. */
export const announcementMirror: Mirror = {
  kind: KIND,
  whenDeleted: 'orphan',
  findBy: 'text',
  async render(ctx, record) {
    const found = await readAnnouncement(ctx, Number(record.split(':')[0]));
    if (!found) return null;
    const { row } = found;
    const { pings } = mentionOf(row.mention);
    const shared = { content: contentOf(row), ...(pings ? { pings } : {}) };
    if (row.taskId !== null) {
      const parts = await taskParts(ctx, ctx.texts, row.taskId);
      return parts && { ...shared, ...parts };
    }
    const embed = titledEmbed(row);
    return { ...shared, embeds: embed ? [embed] : [] };
  },
};
