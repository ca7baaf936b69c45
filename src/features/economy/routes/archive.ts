import { eq } from 'drizzle-orm';
import * as z from 'zod';
import { guildRoute, ok, type ApiContext } from '../../../define/route.ts';
import { d1Database } from '../../../db/database.ts';
import { periodRollup } from '../../../db/schema/economy.ts';
import { DAY_MS, HOUR_MS } from '../../../kernel/clock.ts';
import { AppError } from '../../../kernel/errors.ts';
import { auditRow, freezeOnDrift } from '../../../ledger/also.ts';
import { carryAway, checkpointed, takeCheckpoint, type Carried } from '../../../ledger/checkpoint.ts';
import { rollUp } from '../boards/rollup.ts';
import { readBounds } from './bounds.ts';
import { isoMoment } from './leg.ts';

/** Slices of 1,000 entries that one call carries away. */
const SLICES_MAX = 10;
/** Entries since the last checkpoint that are verified while somebody waits; more are left to the nightly check. */
const VERIFIED_MAX = 20_000;
const DAYS_MIN = 30;
const DAYS_MAX = 3_650;

const report = z.object({
  dry_run: z.boolean(), days_to_keep: z.int(), before: z.string(),
  /** Entries that went, or would go. */
  entries: z.int(), first_entry: z.int().nullable(), last_entry: z.int().nullable(), keys_dropped: z.int(),
  /** Whether another call would go on. */
  more: z.boolean(),
});

const posted = z.object({ before: z.int() });

/** Carries old transactions to files. Balances, checkpoints and the chain stay; archived transactions are no longer listed. */
export const archiveTransactions = guildRoute({
  method: 'POST', path: '/api/:server_id/transactions/archive', access: 'admin',
  summary: 'Archive transactions older than days_to_keep, 10,000 a call; with "archive": false only say what would go',
  body: z.object({ days_to_keep: z.int().min(DAYS_MIN).max(DAYS_MAX).default(90), archive: z.boolean().default(true) }),
  reply: report,
  async run(ctx, { body: { days_to_keep: wanted, archive } }) {
    // A purchase that can still be given back is looked up by its entries.
    const days = Math.max(wanted, Math.ceil((ctx.settings.shop.refundHours * HOUR_MS) / DAY_MS));
    const cutoff = ctx.now - days * DAY_MS;
    if (!archive) {
      const { first, last, at } = await readBounds(ctx, cutoff);
      const entries = Math.max(0, Math.min(at, last) - first);
      const [from, to] = entries > 0 ? [first, first + entries - 1] : [null, null];
      return ok({ dry_run: true, days_to_keep: days, before: isoMoment(cutoff), entries, first_entry: from, last_entry: to, keys_dropped: 0, more: entries > SLICES_MAX * 1_000 });
    }
    const note = auditRow({ action: 'transactions.archive', target: 'ledger', after: { before: isoMoment(cutoff), days }, source: ctx.source });
    // The moment is kept with the key: a repeated request goes on with the same one.
    const { before } = posted.parse((await ctx.ledger.post({ kind: 'ledger_archive', also: [note], data: { before: cutoff } })).data);
    const { first } = await readBounds(ctx, null);
    const { archived, keysDropped, more } = await carry(ctx, before);
    return ok({
      dry_run: false, days_to_keep: days, before: isoMoment(before), entries: archived, first_entry: archived > 0 ? first : null,
      last_entry: archived > 0 ? first + archived - 1 : null, keys_dropped: keysDropped, more,
    });
  },
});

async function carry(ctx: ApiContext, before: number): Promise<Carried> {
  const database = d1Database(ctx.db.$client);
  const [{ last }, point] = await Promise.all([readBounds(ctx, null), checkpointed(database, ctx.guildId)]);
  if (last - (point ?? 0) <= VERIFIED_MAX) {
    const { ok: sound, problems } = await takeCheckpoint(database, ctx.files, ctx.guildId, ctx.now);
    if (!sound) {
      await ctx.ledger.post({ kind: 'ledger_freeze', also: freezeOnDrift(problems, ctx.source) }, 'freeze');
      throw new AppError('conflict', 'economy.transactions.drift');
    }
  } else if (point === null) {
    throw new AppError('conflict', 'economy.transactions.unverified');
  }
  // The boards sum up entries when somebody looks: what they have not seen yet stays.
  await rollUp(ctx);
  const [rolled] = await ctx.db.select({ seq: periodRollup.seq }).from(periodRollup).where(eq(periodRollup.guild, ctx.guildId));
  return carryAway(database, ctx.files, ctx.guildId, { before, below: (rolled?.seq ?? 0) + 1, slices: SLICES_MAX });
}
