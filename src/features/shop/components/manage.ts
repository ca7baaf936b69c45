import * as z from 'zod';
import { component, modal } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply, ModalReply } from '../../../define/reply.ts';
import { SHOP } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import { readItem, type Item } from '../item.ts';
import { editItem } from '../manage/edit.ts';
import { itemEmbed } from '../views/item.ts';
import { readItemForm, readRulesForm } from '../manage/form.ts';
import { itemFormView, rulesFormView } from '../views/manage-forms.ts';

const item = z.coerce.number().int().min(0).max(999_999_999);
const version = z.coerce.number().int().min(0);
const rules = { permission: 'shopkeeper', reply: 'private' } as const;

/** What an item is. `version` is what the form was opened on: a change in between is not written over. */
export const itemForm = modal({
  ...rules, key: 'shop_item', version: 1, state: { item, version }, changes: 'staff',
  run: async (ctx, state, form) => manageView(ctx, await editItem(ctx, { ...state, changes: readItemForm(form) })),
});

export const rulesForm = modal({
  ...rules, key: 'shop_rules', version: 1, state: { item, version }, changes: 'staff',
  run: async (ctx, state, form) => manageView(ctx, await editItem(ctx, { ...state, changes: readRulesForm(form) })),
});

/** The form of an item, or an empty one. */
export function openItemForm(ctx: Context, of: Item | undefined): ModalReply {
  return itemFormView(ctx, itemForm.id({ item: of?.itemId ?? 0, version: of?.version ?? 0 }), of);
}

/** Opens the form of an item again. */
export const editButton = component({
  ...rules, key: 'shop_edit', version: 1, state: { item },
  run: async (ctx, state) => openItemForm(ctx, await readItem(ctx, String(state.item))),
});

/** Opens the second form: who may buy it, and what a copy is. */
export const rulesButton = component({
  ...rules, key: 'shop_rules', version: 1, state: { item },
  async run(ctx, state) {
    const of = await readItem(ctx, String(state.item));
    return rulesFormView(ctx, rulesForm.id({ item: of.itemId, version: of.version }), of);
  },
});

/** Lets copies be given away, or no longer. A form has no room for it. */
export const boundButton = component({
  ...rules, key: 'shop_bound', version: 1, state: { item, version }, changes: 'staff', updates: true,
  async run(ctx, state) {
    const changes = (before: Item): Partial<Item> => ({ transferable: 1 - before.transferable });
    const done = await editItem(ctx, { ...state, changes });
    return { ...manageView(ctx, done), update: true };
  },
});

const saved = z.object({ what: z.string(), stock: z.int(), item: z.looseObject({ itemId: z.int(), version: z.int() }) });

/** An item as staff has just saved it, with the next steps. */
export function manageView(ctx: Context, done: Done): MessageReply {
  const { t } = ctx.privateTexts;
  const data = saved.parse(done.data);
  // The row was stored whole by this feature (manage/edit.ts).
  const saves = data.item as unknown as Item;
  const entry = done.entries.find(({ kind }) => kind === 'shop_stock');
  const stock = entry ? (entry.to === SHOP ? entry.toAfter : entry.fromAfter) : data.stock;
  const { itemId } = saves;
  const next = row(
    button(editButton.id({ item: itemId }), t('shop.buttons.edit'), { emoji: '✏️' }),
    button(rulesButton.id({ item: itemId }), t('shop.buttons.rules'), { emoji: '⚙️' }),
    button(boundButton.id({ item: itemId, version: saves.version }), t(saves.transferable === 1 ? 'shop.buttons.bind' : 'shop.buttons.unbind')),
  );
  return {
    content: t(`shop.manage.${data.what}`, { item: itemId }),
    embeds: [itemEmbed(ctx.privateTexts, saves, stock)],
    components: saves.active === 1 ? [next] : [], private: true,
  };
}
