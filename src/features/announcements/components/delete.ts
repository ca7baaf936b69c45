import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { deleteAnnouncement } from '../edit.ts';
import { readAnnouncement } from '../rows.ts';
import { idState } from '../settle.ts';
import { AMBER, labelOf, savedView, SLATE } from '../view.ts';

export const confirmDelete = component({
  key: 'announcements_delete',
  version: 1,
  state: { announcement: idState },
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  updates: true,
  run: async (ctx, { announcement: id }) => ({ ...savedView(ctx, 'deleted', await deleteAnnouncement(ctx, id, true)), components: [], update: true }),
});

export const dismissDelete = component({
  key: 'announcements_keep',
  version: 1,
  state: {},
  permission: 'moderator',
  reply: 'private',
  updates: true,
  run: async (ctx) => ({ embeds: [{ description: ctx.privateTexts.t('announcements.kept'), color: SLATE }], components: [], update: true }),
});

/** Asks before an announcement goes with all its messages. */
export async function askDelete(ctx: Context, id: number): Promise<MessageReply> {
  const found = await readAnnouncement(ctx, id);
  if (!found) throw new AppError('not_found', 'announcements.refused.unknown');
  const { t } = ctx.privateTexts;
  const question = t('announcements.ask_delete', { number: id, title: labelOf(found.row), count: found.row.posts });
  return {
    embeds: [{ description: question, color: AMBER }],
    components: [row(
      button(confirmDelete.id({ announcement: id }), t('announcements.buttons.delete'), { style: 'danger' }),
      button(dismissDelete.id({}), t('announcements.buttons.keep')),
    )],
    private: true,
  };
}
