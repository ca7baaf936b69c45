import type { Context } from '../../define/context.ts';
import type { UserValue } from '../../define/options.ts';
import type { MessageReply } from '../../define/reply.ts';
import { d1Database } from '../../db/database.ts';
import { AppError } from '../../kernel/errors.ts';
import { memberAccount } from '../../ledger/accounts.ts';
import { freezeOnDrift } from '../../ledger/also.ts';
import { verifySince } from '../../ledger/checkpoint.ts';
import { verifyAccount, type VerifyReport } from '../../ledger/verify.ts';
import { freezeReason, WHOLE_GUILD } from './freezing.ts';
import { drift, driftView, soundView } from './views/verified.ts';

/** Longest history that is replayed from its first entry while somebody waits; past it, from the last checkpoint. */
const WHOLE_ENTRIES_MAX = 50_000;
/** Problems that the answer lists. */
const LISTED_MAX = 8;

async function check(ctx: Context, user: UserValue | undefined): Promise<VerifyReport> {
  const database = d1Database(ctx.db.$client);
  if (user) return verifyAccount(database, ctx.guildId, memberAccount(user.id));
  const { seq } = await ctx.inspect();
  return verifySince(database, ctx.files, ctx.guildId, seq <= WHOLE_ENTRIES_MAX);
}

/** Replays the ledger, or one member's part of it. Where it does not add up, all movements of the server stop. */
export async function verify(ctx: Context, user: UserValue | undefined): Promise<MessageReply> {
  if (user?.bot) throw new AppError('invalid', 'errors.no_bots');
  const report = await check(ctx, user);
  if (report.ok) return soundView(ctx, user?.id, report, await freezeReason(ctx, WHOLE_GUILD));
  const problems = report.problems.slice(0, LISTED_MAX).map(({ name, seq, account, detail }) =>
    [name, seq === undefined ? '' : `#${seq}`, account ?? '', detail].filter(Boolean).join(' · ').slice(0, 300));
  const done = await ctx.ledger.post({
    kind: 'ledger_freeze',
    also: freezeOnDrift(report.problems, ctx.source),
    data: { entries: report.entries, problems, more: report.problems.length - problems.length },
  });
  return driftView(ctx, drift.parse(done.data));
}
