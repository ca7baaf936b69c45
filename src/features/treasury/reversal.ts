import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { confirmReversal } from './confirm-reversal.ts';
import { keepQuestion } from './confirmation.ts';
import { ASK, obstacle, question, readEntry } from './reversible.ts';
import { askReversalView } from './views/reversal.ts';

/** Asks whether the entry is to be reversed, and shows what would move. */
export async function askReversal(ctx: Context, seq: number, reason: string): Promise<MessageReply> {
  const found = await readEntry(ctx, seq);
  const refusal = await obstacle(ctx, seq, found);
  if (refusal || !found) {
    const before = await ctx.ledger.refuse(ASK, refusal ?? { code: 'not_found', text: 'treasury.reverse.unknown', params: { entry: seq } });
    return askReversalView(ctx, question.parse(before.data), confirmReversal.id({ ask: ctx.interactionId }));
  }
  const { kind, asset, fromAccount: from, toAccount: to, amount, at } = found;
  const done = await keepQuestion(ctx, ASK, { seq, reason, kind, asset, from, to, amount, at });
  return askReversalView(ctx, question.parse(done.data), confirmReversal.id({ ask: ctx.interactionId }));
}
