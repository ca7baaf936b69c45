import * as z from 'zod';
import { decodeCursor, encodeCursor, snowflakeId } from '../../../define/page.ts';
import { guildRoute, ok } from '../../../define/route.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { AppError } from '../../../kernel/errors.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { auditRow } from '../../../ledger/also.ts';
import { readIdle } from '../cleanup.ts';
import { byId, stateOf } from '../listing.ts';
import { markInactive, reactivateMember } from '../statements.ts';

const DAYS_MAX = 3_650;
const CURSOR_MAX = 300;
/** Ids that the answer names; the rest are in the list of inactive members. */
const NAMED_MAX = 100;

const statistics = z.object({
  dry_run: z.boolean(), days: z.int(), scanned: z.int(), marked: z.int(), user_ids: z.array(z.string()),
  /** Send it as `cursor` to go on; null where every account has been looked at. */
  next_cursor: z.string().nullable(),
});

/** Marks who has not moved a coin for so long. Balances and history stay; a mark ends with the next movement. */
export const cleanUp = guildRoute({
  method: 'POST', path: '/api/:server_id/users/cleanup', access: 'moderator',
  summary: 'Mark members without a movement for so many days as inactive; their coins and history stay',
  body: z.object({ days: z.int().min(1).max(DAYS_MAX).default(30), dry_run: z.boolean().default(false), cursor: z.string().min(1).max(CURSOR_MAX).nullish() }),
  reply: statistics,
  async run(ctx, { body: { days, dry_run: dryRun, cursor } }) {
    const after = cursor ? decodeCursor(cursor, z.tuple([z.string()]))[0] : '';
    const { users, scanned, next } = await readIdle(ctx.db, ctx.guildId, ctx.now - days * DAY_MS, after);
    const found = { dry_run: dryRun, days, scanned, marked: users.length, user_ids: users.slice(0, NAMED_MAX), next_cursor: next === null ? null : encodeCursor([next]) };
    if (dryRun) return ok(found);
    const note = auditRow({ action: 'members.cleanup', target: 'members', after: { marked: users.length, days }, source: ctx.source });
    const done = await ctx.ledger.post({ kind: 'members_cleanup', also: [...users.map(markInactive), note], data: found });
    return ok(statistics.parse(done.data));
  },
});

/** Takes a mark back. Whether somebody who had left is really there, the next look-up says. */
export const reactivate = guildRoute({
  method: 'POST', path: '/api/:server_id/users/:user_id/reactivate', access: 'moderator',
  summary: 'Make an inactive member active again',
  params: z.object({ user_id: snowflakeId }),
  reply: z.object({ user_id: z.string(), state: z.literal('active'), was: z.string() }),
  async run(ctx, { params: { user_id: user } }) {
    const [row] = await byId(ctx.db, ctx.guildId, user);
    if (!row) throw new AppError('not_found', 'members.refused.unknown');
    const was = stateOf(row);
    if (was === 'active') {
      const stored = await ctx.ledger.refuse('member_reactivate', { code: 'conflict', text: 'members.refused.active' });
      return ok({ user_id: user, state: 'active' as const, was: z.string().parse(stored.data) });
    }
    const note = auditRow({ action: 'members.reactivate', target: memberAccount(user), before: { state: was }, after: { state: 'active' }, source: ctx.source });
    const done = await ctx.ledger.post({ kind: 'member_reactivate', also: [reactivateMember(user), note], data: was });
    return ok({ user_id: user, state: 'active' as const, was: z.string().parse(done.data) });
  },
});
