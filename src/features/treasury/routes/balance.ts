import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { snowflakeId } from '../../../define/page.ts';
import { AMOUNT_MAX, NOTE_MAX } from '../../../kernel/limits.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { adjustBalance } from '../adjust.ts';

/** Adds to, takes from or sets a member's balance; the reason is kept in the audit. */
export const putBalance = guildRoute({
  method: 'PUT', path: '/api/:server_id/users/:user_id/balance', access: 'economist',
  summary: 'Change a member\'s balance: add (or take, below zero), or set it with "set": true',
  params: z.object({ user_id: snowflakeId }),
  body: z.object({
    amount: z.int().min(-AMOUNT_MAX).max(AMOUNT_MAX),
    set: z.boolean().default(false),
    reason: z.string().trim().min(1).max(NOTE_MAX),
  }).refine(({ amount, set }) => (set ? amount >= 0 : amount !== 0), { path: ['amount'], message: 'at least 0 to set, other than 0 to add' }),
  reply: z.object({ user_id: z.string(), balance_before: z.int(), balance_after: z.int(), changed: z.boolean(), transaction: z.int().nullable() }),
  async run(ctx, { params: { user_id: user }, body: { amount, set, reason } }) {
    const way = set ? 'set' : amount > 0 ? 'give' : 'take';
    const done = await adjustBalance(ctx, way, { user, amount: Math.abs(amount), reason });
    const account = memberAccount(user);
    const entry = done.entries.find(({ kind }) => kind === `admin_${way}`);
    if (!entry) return ok({ user_id: user, balance_before: amount, balance_after: amount, changed: false, transaction: null });
    const after = entry.to === account ? entry.toAfter : entry.fromAfter;
    const before = entry.to === account ? after - entry.amount : after + entry.amount;
    return ok({ user_id: user, balance_before: before, balance_after: after, changed: true, transaction: entry.seq });
  },
});
