import * as z from 'zod';

/** What the answer to a purchase says besides its entries. */
export const purchaseData = z.object({
  item: z.int(), name: z.string(), emoji: z.string(), quantity: z.int(), total: z.int(),
  days: z.int().nullable(), refundHours: z.int(),
});
