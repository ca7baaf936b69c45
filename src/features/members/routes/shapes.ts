import * as z from 'zod';

export const STATES = ['active', 'inactive', 'left', 'erased'] as const;

/** A member in lists and profiles. `name` and `avatar_url` are null until Discord has told them. */
export const userShape = z.object({
  user_id: z.string(), name: z.string().nullable(), avatar_url: z.string().nullable(), balance: z.int(), inventory_count: z.int(),
  total_earned: z.int(), total_spent: z.int(), is_active: z.boolean(), state: z.enum(STATES), left_at: z.string().nullable(),
  joined_at: z.string().nullable(), last_active_at: z.string().nullable(),
});
