import { and, eq, gt, or, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guildRoute, ok, type ApiContext } from '../../../define/route.ts';
import { decodeCursor, listOf, pageQuery, snowflakeId } from '../../../define/page.ts';
import { staleness } from '../../../define/versions.ts';
import { windowOf, windowRows } from '../../../define/window.ts';
import { fulfilment } from '../../../db/schema/shop.ts';
import { NOTE_MAX } from '../../../kernel/limits.ts';
import { moveOrder, ORDER_STATES, type Order } from '../orders.ts';

const order = z.object({
  id: z.int(), user_id: z.string(), item_id: z.int(), name: z.string(), quantity: z.int(), value: z.int(), state: z.enum(ORDER_STATES),
  note: z.string(), handled_by: z.string().nullable(), created_at: z.string(), updated_at: z.string(), version: z.int(),
});

const show = (row: Order): z.infer<typeof order> => ({
  id: row.fulfilmentId, user_id: row.member, item_id: row.itemId, name: row.name, quantity: row.quantity, value: row.value, state: row.state, note: row.note,
  handled_by: row.by || null, created_at: new Date(row.createdAt).toISOString(), updated_at: new Date(row.updatedAt).toISOString(), version: row.version,
});

const listQuery = pageQuery.extend({ state: z.enum([...ORDER_STATES, 'all']).default('waiting'), user_id: snowflakeId.optional() });
const waitingPlace = z.tuple([z.int(), z.int()]);
const anyPlace = z.tuple([z.int()]);

/** Orders, oldest first: waiting ones by their own index, all by primary key. */
async function readOrders(ctx: ApiContext, { state, cursor }: z.output<typeof listQuery>, limit: number): Promise<Order[]> {
  const orders = ctx.db.select().from(fulfilment);
  if (state !== 'waiting') {
    const after = cursor === undefined ? 0 : decodeCursor(cursor, anyPlace)[0];
    return orders.where(and(eq(fulfilment.guild, ctx.guildId), gt(fulfilment.fulfilmentId, after))).orderBy(fulfilment.fulfilmentId).limit(limit);
  }
  const [at, id] = cursor === undefined ? [0, 0] : decodeCursor(cursor, waitingPlace);
  return orders
    .where(and(eq(fulfilment.guild, ctx.guildId), sql`${fulfilment.state} = 'waiting'`,
      or(gt(fulfilment.createdAt, at), and(eq(fulfilment.createdAt, at), gt(fulfilment.fulfilmentId, id)))))
    .orderBy(fulfilment.createdAt, fulfilment.fulfilmentId).limit(limit);
}

/** What staff hands out by hand. */
export const listOrders = guildRoute({
  method: 'GET', path: '/api/:server_id/shop/orders', access: 'shopkeeper', summary: 'Orders that staff hands out by hand, oldest first; waiting ones unless state says otherwise',
  query: listQuery, reply: listOf(order),
  async run(ctx, { query }) {
    const { state, user_id: user } = query;
    const asked = windowRows(query, user !== undefined || (state !== 'waiting' && state !== 'all'));
    return ok(windowOf(await readOrders(ctx, query, asked), query, {
      asked, show,
      fits: (row) => (state === 'all' || row.state === state) && (user === undefined || row.member === user),
      place: ({ createdAt, fulfilmentId }) => (state === 'waiting' ? [createdAt, fulfilmentId] : [fulfilmentId]),
    }));
  },
});

const moved = z.object({
  id: z.int(), member: z.string(), item: z.int(), name: z.string(), quantity: z.int(), value: z.int(), state: z.enum(ORDER_STATES), note: z.string(), version: z.int(),
});

/** Moves an order along. */
export const putOrderState = guildRoute({
  method: 'PUT', path: '/api/:server_id/shop/orders/:order_id', access: 'shopkeeper', summary: 'Move an order along: a word in between, handed out, or refunded. The member is told',
  params: z.object({ order_id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  body: z.strictObject({ state: z.enum(ORDER_STATES), note: z.string().trim().max(NOTE_MAX).default('') }),
  reply: order.omit({ created_at: true, updated_at: true }),
  async run(ctx, { params: { order_id: id }, body: { state, note } }) {
    const done = moved.parse((await moveOrder(ctx, id, { state, note, seen: ({ version }) => staleness(ctx, version) })).data);
    const { member, item, ...rest } = done;
    return ok({ ...rest, user_id: member, item_id: item, handled_by: ctx.actor.id }, { version: done.version });
  },
});
