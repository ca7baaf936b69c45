import type { APIMessage } from 'discord-api-types/v10';
import type { StoredMessage } from '../sandbox/model.ts';
import { renderComponents } from './components.ts';
import { renderEmbed } from './embed.ts';
import { renderMarkdown, timestampText } from './markdown.ts';
import type { MarkdownContext } from './markdown.ts';
import { paint, wrap } from './terminal.ts';

const EPHEMERAL = 64;
const LOADING = 128;

function header(message: APIMessage, context: MarkdownContext): string {
  const { terminal } = context;
  const name = message.author.global_name ?? message.author.username;
  const when = timestampText(Math.floor(Date.parse(message.timestamp) / 1000), 'R', context.locale, context.now);
  const marks = [when, message.edited_timestamp === null ? '' : 'edited', message.pinned ? 'pinned' : '', message.id].filter(Boolean);
  return `${paint(terminal, 'bold', name)}${message.author.bot ? ` ${paint(terminal, 'inverse', ' APP ')}` : ''}  ${paint(terminal, 'dim', marks.join(' · '))}`;
}

/** A message as a person would see it, with its buttons numbered. */
export function renderMessage(stored: StoredMessage, context: MarkdownContext): string[] {
  const { message } = stored;
  const { terminal } = context;
  const lines = [header(message, context)];
  const flags = Number(message.flags ?? 0);
  if ((flags & LOADING) !== 0) lines.push(paint(terminal, 'dim', '… is thinking'));
  if (message.content !== '') lines.push(...wrap(renderMarkdown(message.content, context), terminal.width));
  for (const embed of message.embeds) lines.push(...renderEmbed(embed, context));
  for (const file of message.attachments) lines.push(paint(terminal, 'dim', `[file] ${file.filename}, ${file.size} bytes: ${file.url}`));
  lines.push(...renderComponents(message.components, context));
  const pinged = [
    ...(stored.pings.everyone ? ['@everyone'] : []),
    ...stored.pings.users.map((id) => `@${context.names.users[id] ?? id}`),
    ...stored.pings.roles.map((id) => `@${context.names.roles[id] ?? id}`),
  ];
  if (pinged.length > 0) lines.push(paint(terminal, 'yellow', `notifies ${pinged.join(', ')}`));
  if ((flags & EPHEMERAL) !== 0) lines.push(paint(terminal, 'dim', 'only you can see this'));
  return lines;
}
