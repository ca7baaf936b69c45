import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { COMMANDS_MAX, countCommands, readList } from '../rows.ts';
import { listView } from '../views/list.ts';

/** Commands on a page. */
const PAGE_ROWS = 15;

/** Back and forth through the server's own commands. */
export const listPages = component({
  key: 'custom_commands',
  version: 1,
  state: { page: z.coerce.number().int().min(1).max(COMMANDS_MAX) },
  permission: 'moderator',
  reply: 'private',
  updates: true,
  run: async (ctx, { page }) => ({ ...(await showList(ctx, page)), update: true }),
});

/** A page with its buttons; past the end it is the last one. */
export async function showList(ctx: Context, asked: number): Promise<MessageReply> {
  const count = await countCommands(ctx);
  const pages = Math.max(1, Math.ceil(count / PAGE_ROWS));
  const page = Math.min(asked, pages);
  const rows = await readList(ctx, { limit: PAGE_ROWS, skip: (page - 1) * PAGE_ROWS });
  const shown = listView(ctx, rows, { page, pages, count });
  if (pages === 1) return shown;
  const { t } = ctx.privateTexts;
  const turn = (to: number, label: string): ReturnType<typeof button> =>
    button(listPages.id({ page: Math.min(pages, Math.max(1, to)) }), label, { disabled: to < 1 || to > pages });
  return { ...shown, components: [row(turn(page - 1, t('customcommands.back')), turn(page + 1, t('customcommands.next')))] };
}
