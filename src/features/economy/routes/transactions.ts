import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { listOf } from '../../../define/page.ts';
import { AppError } from '../../../kernel/errors.ts';
import { ENTRY_COLUMNS, isoMoment, legsOf, showLeg, transaction, type EntryLine } from './leg.ts';
import { readListing, transactionQuery } from './listing.ts';

/** The newest or oldest transactions, filtered. */
export const listTransactions = guildRoute({
  method: 'GET', path: '/api/:server_id/transactions', access: 'moderator',
  summary: 'Transactions: one member\'s side of each movement. A page may be short and still have a next_cursor: only null is the end',
  query: transactionQuery,
  reply: listOf(transaction),
  async run(ctx, { query }) {
    const { legs, page, perPage, next } = await readListing(ctx, query);
    const data = legs.map((leg) => showLeg(ctx.texts, leg, isoMoment));
    return ok({ data, page, per_page: perPage, total: null, next_cursor: next });
  },
});

/** One transaction by its id. */
export const getTransaction = guildRoute({
  method: 'GET', path: '/api/:server_id/transactions/:transaction_id', access: 'moderator',
  summary: 'One transaction: the number of the entry and the side, such as 123-to',
  params: z.object({ transaction_id: z.string().regex(/^[1-9]\d{0,14}-(?:from|to)$/) }),
  reply: transaction,
  async run(ctx, { params: { transaction_id: id } }) {
    const [number = '', side] = id.split('-');
    const [row] = await ctx.db.all<EntryLine>(sql`SELECT ${sql.raw(ENTRY_COLUMNS)} FROM entry WHERE guild = ${ctx.guildId} AND seq = ${Number(number)}`);
    const leg = row && legsOf(row, ['from', 'to']).find((found) => found.side === side);
    if (!leg) throw new AppError('not_found', 'economy.transactions.unknown');
    return ok(showLeg(ctx.texts, leg, isoMoment));
  },
});
