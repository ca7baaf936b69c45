import type { APIEmbed } from 'discord-api-types/v10';
import { command } from '../../define/command.ts';
import { component } from '../../define/component.ts';
import { row, select } from '../../define/controls.ts';
import type { Context } from '../../define/context.ts';
import { string } from '../../define/options.ts';
import type { MessageReply } from '../../define/reply.ts';
import { AppError } from '../../kernel/errors.ts';
import { topicsFor, type Topic, type TopicCommand } from './topics.ts';

const TEAL = 0x2a8f8f;

/** Discord's limits for the parts of an embed that grow with the number of commands. */
const DESCRIPTION_MAX = 4_000;
const FIELD_MAX = 1_000;
const FIELDS_MAX = 25;

/** A command that Discord shows as a link where its id is known. */
function named({ path, id }: TopicCommand): string {
  return id ? `</${path}:${id}>` : `**/${path}**`;
}

/** As many parts as fit, with a word on the rest. */
function fitted(ctx: Context, parts: string[], separator: string, max: number): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    const next = text ? `${text}${separator}${part}` : part;
    if (next.length > max) return `${text}${separator}${ctx.privateTexts.t('general.help.more', { count: parts.length - index })}`;
    text = next;
  }
  return text;
}

function overview(ctx: Context, topics: Topic[]): APIEmbed {
  const { t } = ctx.privateTexts;
  const fields = topics.slice(0, FIELDS_MAX).map(({ name, commands }) => ({ name, value: fitted(ctx, commands.map(named), ' ', FIELD_MAX) }));
  return { title: t('general.help.title'), description: t(topics.length > 0 ? 'general.help.intro' : 'general.help.empty'), color: TEAL, fields };
}

function topicEmbed(ctx: Context, { name, commands }: Topic): APIEmbed {
  const { t } = ctx.privateTexts;
  const lines = commands.map((listed) => `${named(listed)}\n${t(listed.text)}`);
  return { title: t('general.help.topic_title', { topic: name }), description: fitted(ctx, lines, '\n', DESCRIPTION_MAX), color: TEAL };
}

/** The overview, or one topic by its feature or its name. */
function helpReply(ctx: Context, asked: string | undefined): MessageReply {
  const topics = topicsFor(ctx);
  const wanted = asked?.toLowerCase();
  const topic = wanted ? topics.find(({ feature, name }) => feature === wanted || name.toLowerCase() === wanted) : undefined;
  if (wanted && !topic) throw new AppError('not_found', 'general.help.unknown');
  const options = topics.map(({ feature, name }) => ({ label: name, value: feature, default: feature === topic?.feature }));
  const menu = select(helpTopics.id({}), ctx.privateTexts.t('general.help.pick'), options);
  return { embeds: [topic ? topicEmbed(ctx, topic) : overview(ctx, topics)], components: options.length > 0 ? [row(menu)] : [], private: true };
}

/** The menu of topics under /help. */
export const helpTopics = component({
  key: 'help',
  version: 1,
  state: {},
  permission: 'member',
  reply: 'private',
  updates: true,
  run: async (ctx, _state, { values }) => ({ ...helpReply(ctx, values[0]), update: true }),
});

export const help = command({
  name: 'help',
  permission: 'member',
  reply: 'private',
  options: {
    topic: string({
      max: 40,
      autocomplete: async (ctx, typed) =>
        topicsFor(ctx).map(({ feature, name }) => ({ name, value: feature })).filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())),
    }),
  },
  run: async (ctx, { topic }) => helpReply(ctx, topic),
});
