import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row, select } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { readItem, stockOf } from '../item.ts';
import { ALL, categoryMark, readShelf, SORTS, type Shelf, type ShelfQuery } from '../shelf.ts';
import { buyRow, itemEmbed } from '../views/item.ts';
import { shelfEmbed } from '../views/shelf.ts';

/** A menu holds 25 lines, one of which is "all". */
const CATEGORIES_SHOWN = 24;

const page = z.coerce.number().int().min(1).max(1_000);
const category = z.string().regex(/^[a-z0-9]{3,8}$/);
const sort = z.enum(SORTS);
const rules = { permission: 'member', reply: 'private' } as const;

/** Turns to a page of the shop, and opens it from elsewhere. */
export const shelfPage = component({
  ...rules, key: 'shop_page', version: 1, state: { page, category, sort }, updates: true,
  run: async (ctx, query) => ({ ...(await showShelf(ctx, query)), update: true }),
});

/** The menu of categories. */
export const shelfCategory = component({
  ...rules, key: 'shop_category', version: 1, state: { sort }, updates: true,
  async run(ctx, state, { values }) {
    const picked = category.catch(ALL).parse(values[0]);
    return { ...(await showShelf(ctx, { page: 1, category: picked, sort: state.sort })), update: true };
  },
});

/** The menu of items: what is picked is shown in full, with its buttons. */
export const shelfPick = component({
  ...rules, key: 'shop_pick', version: 1, state: {},
  run: (ctx, _state, { values }) => showItem(ctx, values[0] ?? ''),
});

/** One item with the buttons that buy it. Throws AppError where there is none. */
export async function showItem(ctx: Context, typed: string): Promise<MessageReply> {
  const item = await readItem(ctx, typed);
  const stock = await stockOf(ctx.db, item);
  return { embeds: [itemEmbed(ctx.privateTexts, item, stock)], components: [buyRow(ctx.privateTexts, item, stock)], private: true };
}

/** A page of the shop with its menus. */
export async function showShelf(ctx: Context, query: ShelfQuery): Promise<MessageReply> {
  return shelfView(ctx, query, await readShelf(ctx, query));
}

function shelfView(ctx: Context, query: ShelfQuery, shelf: Shelf): MessageReply {
  const { t, money } = ctx.privateTexts;
  const { items, categories, category: shown, page: at, pages } = shelf;
  const mark = shown === null ? ALL : categoryMark(shown);
  const turn = (to: number, label: string, disabled: boolean): ReturnType<typeof button> =>
    button(shelfPage.id({ page: to, category: mark, sort: query.sort }), t(label), { disabled });
  const picks = items.map(({ itemId, name, price }) => ({ label: name.slice(0, 100), value: String(itemId), description: money(price).slice(0, 100) }));
  const kinds = [
    { label: t('shop.browse.all'), value: ALL, default: shown === null },
    ...categories.slice(0, CATEGORIES_SHOWN).map((name) => ({ label: name.slice(0, 100), value: categoryMark(name), default: name === shown })),
  ];
  return {
    embeds: [shelfEmbed(ctx, shelf)],
    components: [
      ...(items.length > 0 ? [row(select(shelfPick.id({}), t('shop.browse.pick'), picks))] : []),
      ...(categories.length > 0 ? [row(select(shelfCategory.id({ sort: query.sort }), t('shop.browse.category'), kinds))] : []),
      ...(pages > 1 ? [row(turn(Math.max(1, at - 1), 'shop.buttons.previous', at === 1), turn(at + 1, 'shop.buttons.next', at === pages))] : []),
    ],
    private: true,
  };
}
