import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { label, readItem } from '../item.ts';
import { retire } from '../manage/retire.ts';
import { AMBER } from '../views/colors.ts';
import { dismiss } from './dismiss.ts';
import { manageView } from './manage.ts';

const whole = z.coerce.number().int().min(1);

/** Takes the item off sale that was asked about. */
export const confirmRetire = component({
  key: 'shop_retire', version: 1, state: { item: whole, version: whole, user: z.string() },
  permission: 'shopkeeper', reply: 'private', changes: 'staff', updates: true,
  async run(ctx, { item, version, user }) {
    if (user !== ctx.actor.id) throw new AppError('forbidden', 'errors.not_yours');
    return { ...manageView(ctx, await retire(ctx, item, version)), update: true };
  },
});

/** Asks before an item goes off sale. */
export async function askRetire(ctx: Context, typed: string): Promise<MessageReply> {
  const { t } = ctx.privateTexts;
  const item = await readItem(ctx, typed);
  if (item.active === 0) throw new AppError('conflict', 'shop.manage.retired_already');
  const id = confirmRetire.id({ item: item.itemId, version: item.version, user: ctx.actor.id });
  return {
    embeds: [{ description: t('shop.manage.ask_remove', { item: label(item) }), color: AMBER }],
    components: [row(button(id, t('shop.buttons.remove'), { style: 'danger' }), button(dismiss.id({}), t('shop.buttons.cancel')))],
    private: true,
  };
}
