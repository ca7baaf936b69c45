import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { snowflakeId } from '../../../define/page.ts';
import { memberStatistics } from './member-statistics.ts';
import { PERIODS } from './period.ts';
import { serverStatistics } from './server-statistics.ts';

const statistics = z.object({
  user_id: z.string().nullable(), period: z.enum(PERIODS), from: z.string().nullable(), to: z.string(),
  /** Whether everything in the period is counted; where not, `from` is how far back it goes. */
  complete: z.boolean(),
  count: z.int(), earned: z.int(), spent: z.int(), net: z.int(), volume: z.int(),
  by_type: z.array(z.object({ type: z.string(), count: z.int(), amount: z.int() })),
  by_day: z.array(z.object({ date: z.string(), count: z.int(), amount: z.int() })),
  balances: z.object({ in_circulation: z.int(), created: z.int(), destroyed: z.int(), held: z.int() }).nullable(),
});
export type Statistics = z.infer<typeof statistics>;

/** What was earned, spent and moved, of the server or of one member. */
export const transactionStatistics = guildRoute({
  method: 'GET', path: '/api/:server_id/transactions/statistics', access: 'moderator',
  summary: 'Statistics in coins over UTC days: of the server from the daily roll-ups, of a member from the newest 1,000 entries',
  query: z.object({ user_id: snowflakeId.optional(), period: z.enum(PERIODS).default('month') }),
  reply: statistics,
  run: async (ctx, { query: { user_id: user, period } }) =>
    ok(user === undefined ? await serverStatistics(ctx, period) : await memberStatistics(ctx, user, period)),
});
