import * as z from 'zod';
import { created, guildRoute, ok, type ApiContext } from '../../../define/route.ts';
import { assertOwnChannel } from '../../../discord/guild-view.ts';
import { snowflakeId } from '../../../define/page.ts';
import { staleness } from '../../../define/versions.ts';
import type { Refusal } from '../../../kernel/errors.ts';
import { SHOP } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import { findItem, stockOf, type Item } from '../item.ts';
import { postCards } from '../manage/cards.ts';
import { editItem, STOCK } from '../manage/edit.ts';
import { retire } from '../manage/retire.ts';
import { changeStock, STOCK_MAX, type StockChange } from '../manage/stock.ts';
import { assertActions, changesOf, itemFields } from './item-input.ts';
import { itemBody, showItem, type ItemBody } from './item-json.ts';
import { itemParams } from './items.ts';

/** `If-Match` against the item as the plan reads it. */
const seen = (ctx: ApiContext) => ({ version }: Item): Refusal | undefined => staleness(ctx, version);

const saved = z.object({ stock: z.int(), saved: z.boolean(), item: z.looseObject({ itemId: z.int(), version: z.int() }) });

/** The row as it was committed. This feature stored it whole (manage/edit.ts), before the commit gave it its moment. */
const itemIn = (done: Done): Item => saved.parse(done.data).item as unknown as Item;

/** An item as the change left it, out of what was committed. */
function savedItem(done: Done): ItemBody {
  const data = saved.parse(done.data);
  const entry = done.entries.find(({ kind }) => kind === STOCK);
  const item = itemIn(done);
  const moments = { updatedAt: done.at, ...(item.version === 1 ? { createdAt: done.at } : {}) };
  const stock = entry ? (entry.to === SHOP ? entry.toAfter : entry.fromAfter) : data.stock;
  return showItem({ ...item, ...(data.saved ? moments : {}) }, { stock });
}

/** Makes an item; its card goes to the shop channel, where the server has one. */
export const createItem = guildRoute({
  method: 'POST', path: '/api/:server_id/shop', access: 'shopkeeper', summary: 'Make an item and post its card; a stock of -1 is unlimited',
  body: z.strictObject({
    ...z.strictObject(itemFields).partial().shape, name: itemFields.name, price: itemFields.price, stock: z.int().min(-1).max(STOCK_MAX).default(-1),
  }),
  reply: itemBody,
  async run(ctx, { body: { stock, ...asked } }) {
    await assertActions(ctx, asked.actions);
    const item = savedItem(await editItem(ctx, { item: 0, version: 0, changes: changesOf(asked), ...(stock === -1 ? {} : { stock }) }));
    return created(item, item.version);
  },
});

/** Changes an item. A retired one stays retired unless is_active says otherwise. */
export const updateItem = guildRoute({
  method: 'PUT', path: '/api/:server_id/shop/:item_id', access: 'shopkeeper', summary: 'Change fields of an item; the stock has a path of its own',
  params: itemParams,
  body: z.strictObject({ ...itemFields, is_active: z.boolean() }).partial().refine((body) => Object.keys(body).length > 0, { message: 'expected a field' }),
  reply: itemBody,
  async run(ctx, { params: { item_id: id }, body: { is_active: active, ...asked } }) {
    await assertActions(ctx, asked.actions, asked.actions && (await findItem(ctx, String(id))));
    const changes = (before: Item): Partial<Item> => ({ ...changesOf(asked, before), active: active === undefined ? before.active : Number(active) });
    const item = savedItem(await editItem(ctx, { item: id, version: seen(ctx), changes }));
    return ok(item, { version: item.version });
  },
});

/** Takes an item off sale, with its card. */
export const deleteItem = guildRoute({
  method: 'DELETE', path: '/api/:server_id/shop/:item_id', access: 'shopkeeper',
  summary: 'Take an item off sale, with its card; copies that members hold stay theirs, so the item itself is kept',
  params: itemParams, reply: itemBody,
  async run(ctx, { params: { item_id: id } }) {
    const done = await retire(ctx, id, seen(ctx));
    // Retiring moves no copies and does not look at them, so its answer does not know how many there are.
    const item = { ...savedItem(done), stock: await stockOf(ctx.db, { ...itemIn(done), guild: ctx.guildId }) };
    return ok(item, { version: item.version });
  },
});

/** Adds to the stock, takes from it or sets it. */
export const putStock = guildRoute({
  method: 'PUT', path: '/api/:server_id/shop/:item_id/stock', access: 'shopkeeper', summary: 'Set the stock, add to it or take from it; set to -1 it is unlimited',
  params: itemParams,
  body: z.strictObject({ quantity: z.int().min(-1).max(STOCK_MAX), operation: z.enum(['set', 'add', 'subtract']).default('set') })
    .refine(({ quantity, operation }) => operation === 'set' || quantity >= 1, { path: ['quantity'], message: 'at least 1 to add or subtract' }),
  reply: itemBody,
  async run(ctx, { params: { item_id: id }, body: { quantity, operation } }) {
    const change: StockChange = quantity === -1 ? { way: 'unlimited' } : { way: operation, pieces: quantity };
    const item = savedItem(await changeStock(ctx, String(id), change, seen(ctx)));
    return ok(item, { version: item.version });
  },
});

const posted = z.object({ channel: z.string(), cards: z.int() });

/** Posts the card of an item, or posts it anew. */
export const postItem = guildRoute({
  method: 'POST', path: '/api/:server_id/shop/:item_id/post', access: 'shopkeeper', summary: 'Post the card of an item, in the shop channel unless another is named; a card is moved, never doubled',
  params: itemParams, body: z.strictObject({ channel_id: snowflakeId.optional() }),
  reply: z.object({ id: z.int(), channel_id: z.string(), sync: z.object({ state: z.string(), error: z.string() }) }),
  async run(ctx, { params: { item_id: id }, body: { channel_id: channel } }) {
    await assertOwnChannel(ctx, channel);
    const done = posted.parse((await postCards(ctx, channel, String(id))).data);
    return ok({ id, channel_id: done.channel, sync: { state: 'pending_sync', error: '' } }, { status: 202 });
  },
});
