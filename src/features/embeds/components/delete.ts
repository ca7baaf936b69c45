import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row as buttons } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { deleteEmbed } from '../change.ts';
import { countCopies, type EmbedRow } from '../rows.ts';
import { AMBER, idState, labelOf, savedView, SLATE } from '../view.ts';

export const confirmDelete = component({
  key: 'embeds_delete',
  version: 1,
  state: { embed: idState, messages: z.enum(['delete', 'keep']) },
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  updates: true,
  run: async (ctx, { embed, messages }) =>
    ({ ...savedView(ctx, messages === 'delete' ? 'deleted' : 'deleted_alone', await deleteEmbed(ctx, embed, messages === 'delete')), components: [], update: true }),
});

export const dismissDelete = component({
  key: 'embeds_keep',
  version: 1,
  state: {},
  permission: 'moderator',
  reply: 'private',
  updates: true,
  run: async (ctx) => ({ embeds: [{ description: ctx.privateTexts.t('embeds.kept'), color: SLATE }], components: [], update: true }),
});

/** Asks before a template goes. @param messages what becomes of its copies; undefined: the buttons ask that too */
export async function askDelete(ctx: Context, row: EmbedRow, messages: boolean | undefined): Promise<MessageReply> {
  const copies = await countCopies(ctx, row.embedId);
  const { t } = ctx.privateTexts;
  const confirm = (how: 'delete' | 'keep') =>
    button(confirmDelete.id({ embed: row.embedId, messages: how }), t(copies === 0 ? 'embeds.buttons.delete' : `embeds.buttons.${how}`), { style: 'danger' });
  const ways = messages === undefined && copies > 0 ? (['delete', 'keep'] as const) : ([messages === false ? 'keep' : 'delete'] as const);
  return {
    embeds: [{ description: t('embeds.ask_delete', { name: labelOf(row), count: copies }), color: AMBER }],
    components: [buttons(...ways.map(confirm), button(dismissDelete.id({}), t('embeds.buttons.dismiss')))],
    private: true,
  };
}
