import type { Context } from './context.ts';
import type { Reply } from './reply.ts';

/** A kind of code that `/claim` redeems: promo codes, codes of orders. */
export interface Claimer {
  name: string;
  /**
   * Redeems a code, or gives null where it is none of this kind.
   * @throws AppError where the code is of this kind and cannot be redeemed (used, over, not for this member)
   */
  claim(ctx: Context, code: string): Promise<Reply | null>;
}
