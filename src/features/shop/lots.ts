import { and, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { lot } from '../../db/schema/shop.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { itemAsset } from '../../ledger/accounts.ts';
import type { Movement } from '../../ledger/operation.ts';

/** Lots that one command takes from: each is an entry of its own. */
const LOTS_MAX = 20;

export type Lot = typeof lot.$inferSelect;

/** Copies taken out of one lot. */
export interface Taken {
  lot: Lot;
  amount: number;
}

/** The oldest lots of an account, one more than a command may take from and some that may have expired. */
export async function readLots(ctx: Context, owner: string, item: number): Promise<Lot[]> {
  return ctx.db.select().from(lot)
    .where(and(eq(lot.guild, ctx.guildId), eq(lot.owner, owner), eq(lot.asset, itemAsset(item))))
    .orderBy(lot.seq).limit(2 * LOTS_MAX);
}

/** Takes copies from the oldest lots that have not expired, or says why that cannot be. */
export function takeCopies(lots: Lot[], quantity: number, now: number): { taken: Taken[] } | { refusal: Refusal } {
  const usable = lots.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  const taken: Taken[] = [];
  let missing = quantity;
  for (const row of usable.slice(0, LOTS_MAX)) {
    if (missing === 0) break;
    const amount = Math.min(row.unused, missing);
    taken.push({ lot: row, amount });
    missing -= amount;
  }
  if (missing === 0) return { taken };
  const pieces = quantity - missing;
  if (usable.length > LOTS_MAX) return { refusal: { code: 'limited', text: 'shop.inventory.too_many_lots', params: { pieces } } };
  return { refusal: { code: 'insufficient', text: pieces === 0 ? 'shop.inventory.none' : 'errors.items_short', params: { pieces } } };
}

/** One movement a lot, which names it: expiry and price go along to a member, and a lot that has changed is a conflict. */
export function lotMovements(taken: Taken[], rest: Pick<Movement, 'kind' | 'to' | 'note'>): Movement[] {
  return taken.map(({ lot: { asset, owner, seq }, amount }) => ({ ...rest, asset, from: owner, amount, ref: `lot:${seq}` }));
}
