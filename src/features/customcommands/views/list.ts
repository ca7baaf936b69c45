import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { plainText } from '../../../kernel/markdown.ts';
import { COMMANDS_MAX, type Listed } from '../rows.ts';
import { clipped } from '../variables.ts';
import { TEAL } from './colors.ts';

/** Characters of a reason in a line. */
const REASON_ROOM = 100;

function line(ctx: Context, { name, cost, private: own, uses, sync }: Listed): string {
  const { t, money } = ctx.privateTexts;
  // Discord draws a command as a link where it has it.
  const shown = sync.state === 'registered' && sync.commandId ? `</${name}:${sync.commandId}>` : `**/${name}**`;
  const said = [t('customcommands.uses', { count: uses }), cost > 0 ? money(cost) : t('customcommands.free'), ...(own === 1 ? [t('customcommands.seen_private')] : [])];
  const trouble = sync.state === 'failed'
    ? `\n-# ${t('customcommands.states.failed')} ${plainText(clipped(sync.error, REASON_ROOM))}`
    : sync.state === 'pending' ? `\n-# ${t('customcommands.states.pending')}` : '';
  return `${shown} · ${said.join(' · ')}${trouble}`;
}

/** A page of the server's own commands. */
export function listView(ctx: Context, rows: Listed[], { page, pages, count }: { page: number; pages: number; count: number }): MessageReply {
  const { t } = ctx.privateTexts;
  const description = rows.length > 0 ? rows.map((row) => line(ctx, row)).join('\n') : t('customcommands.empty');
  const place = pages > 1 ? ` · ${t('customcommands.page', { page, pages })}` : '';
  return {
    embeds: [{ title: t('customcommands.title'), description, color: TEAL, footer: { text: `${t('customcommands.count', { count, max: COMMANDS_MAX })}${place}` } }],
    private: true,
  };
}
