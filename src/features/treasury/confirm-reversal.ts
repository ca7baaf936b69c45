import { component } from '../../define/component.ts';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { auditRow } from '../../ledger/also.ts';
import { askedState, keptQuestion } from './confirmation.ts';
import { ASK, obstacle, question, readEntry, reverses } from './reversible.ts';
import { reversedView } from './views/reversal.ts';

/** Posts the offsetting entry of a confirmed question. */
async function reverse(ctx: Context, ask: string): Promise<MessageReply> {
  const asked = await keptQuestion(ctx, ASK, ask, question);
  const { seq, reason, asset, from, to, amount } = asked;
  const refusal = await obstacle(ctx, seq, await readEntry(ctx, seq));
  if (refusal) return reversedView(ctx, asked, await ctx.ledger.refuse('reverse', refusal));
  const done = await ctx.ledger.post({
    kind: 'reverse',
    movements: [{ kind: 'reverse', asset, from: to, to: from, amount, onceKey: reverses(seq), ref: `entry:${seq}`, note: reason, uncapped: true }],
    also: [auditRow({
      action: 'eco.reverse', target: `entry:${seq}`, before: { from, to, amount, asset }, after: { from: to, to: from, amount, asset },
      reason, source: ctx.source,
    })],
  });
  return reversedView(ctx, asked, done);
}

export const confirmReversal = component({
  key: 'treasury_reverse',
  version: 1,
  state: askedState,
  permission: 'economist',
  reply: 'private',
  changes: 'staff',
  updates: true,
  run: (ctx, { ask }) => reverse(ctx, ask),
});
