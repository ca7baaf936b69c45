import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { decodeCursor, encodeCursor, snowflakeId } from '../../../define/page.ts';
import { d1Database } from '../../../db/database.ts';
import { memberAccount } from '../../../ledger/accounts.ts';
import { freezeOnDrift } from '../../../ledger/also.ts';
import type { Problem } from '../../../ledger/replay.ts';
import { freshProgress, replayAccount, storedBalances, strayBalances, type AccountProgress } from '../../../ledger/verify-account.ts';

/** Slices of 1,000 entries that one call replays. */
const SLICES_MAX = 5;
const PROBLEMS_MAX = 50;
/** A cursor carries the balance of every asset that the member ever had. */
const ASSETS_MAX = 2_000;
const CURSOR_MAX = 100_000;

/** The entry that the replay has come to, how many it was, and then each asset with its balance. */
const place = z.tuple([z.int().min(0), z.int().min(0)], z.union([z.string(), z.int()])).refine((flat) => flat.length <= 2 + 2 * ASSETS_MAX);

const validation = z.object({
  user_id: z.string(), valid: z.boolean(), complete: z.boolean(), entries_checked: z.int(),
  balances: z.array(z.object({ asset: z.string(), expected_balance: z.int(), actual_balance: z.int().nullable(), matches: z.boolean().nullable() })),
  problems: z.array(z.object({ name: z.string(), entry: z.int().nullable(), detail: z.string() })),
  frozen: z.boolean(), next_cursor: z.string().nullable(),
});

function cursorOf({ seq, entries, balances }: AccountProgress): string {
  return encodeCursor([seq, entries, ...[...balances].flat()]);
}

function progressOf(cursor: string | undefined): AccountProgress {
  if (cursor === undefined) return freshProgress();
  const [seq, entries, ...flat] = decodeCursor(cursor, place);
  const balances = new Map<string, number>();
  for (let at = 0; at + 1 < flat.length; at += 2) balances.set(String(flat[at]), Number(flat[at + 1]));
  return { seq, hash: '', entries, balances };
}

/** Replays a member's transactions and compares what they come to with the balances. What does not add up stops the server's money. */
export const validateTransactions = guildRoute({
  method: 'POST', path: '/api/:server_id/transactions/validate', access: 'moderator',
  summary: 'Replay a member\'s transactions, 5,000 a call: expected against actual balances. Send next_cursor again until it is null',
  body: z.object({ user_id: snowflakeId, cursor: z.string().min(1).max(CURSOR_MAX).optional() }),
  reply: validation,
  async run(ctx, { body: { user_id: user, cursor } }) {
    const database = d1Database(ctx.db.$client);
    const account = memberAccount(user);
    const problems: Problem[] = [];
    let [progress, done] = [progressOf(cursor), false];
    for (let slice = 0; slice < SLICES_MAX && !done; slice += 1) {
      const replayed = await replayAccount(database, ctx.guildId, account, progress);
      ({ progress, done } = replayed);
      problems.push(...replayed.problems);
    }
    const stored = done ? await storedBalances(database, ctx.guildId, account) : [];
    problems.push(...strayBalances(account, stored, progress));
    // A balance that a client sent wrong is no fault of the ledger: only a replay from the first entry may stop it.
    const frozen = problems.length > 0 && cursor === undefined;
    if (frozen) await ctx.ledger.post({ kind: 'ledger_freeze', also: freezeOnDrift(problems, ctx.source) });
    const actual = new Map(stored.map((row) => [row.asset, row]));
    const assets = [...new Set([...progress.balances.keys(), ...actual.keys()])];
    return ok({
      user_id: user, valid: problems.length === 0, complete: done, entries_checked: progress.entries, frozen, next_cursor: done ? null : cursorOf(progress),
      balances: assets.map((asset) => {
        const [expected, row] = [progress.balances.get(asset) ?? 0, actual.get(asset)];
        // An account that has moved since the replay is neither right nor wrong.
        const matches = !done || (row && row.lastSeq > progress.seq) ? null : (row?.balance ?? 0) === expected;
        return { asset, expected_balance: expected, actual_balance: done ? (row?.balance ?? 0) : null, matches };
      }),
      problems: problems.slice(0, PROBLEMS_MAX).map(({ name, seq, detail }) => ({ name, entry: seq ?? null, detail })),
    });
  },
});
