import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { readReceipt, type Receipt } from '../receipt.ts';
import { receiptEmbed } from '../views/receipt.ts';

/** Opens the receipt of an entry, privately; who may see it is checked when it is read. */
export const receiptButton = component({
  key: 'receipt',
  version: 1,
  state: { seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) },
  permission: 'member',
  reply: 'private',
  run: (ctx, { seq }) => showReceipt(ctx, seq),
});

/** The receipt of one entry, with the way to the one that it took back or that took it back. */
export async function showReceipt(ctx: Context, seq: number): Promise<MessageReply> {
  const receipt = await readReceipt(ctx, seq);
  return { embeds: [receiptEmbed(ctx.privateTexts, ctx.actor.id, receipt)], components: linkButtons(ctx, receipt), private: true };
}

function linkButtons(ctx: Context, { reverses, reversedBy }: Receipt): NonNullable<MessageReply['components']> {
  const linked = [reverses, reversedBy].filter((seq) => seq !== null);
  if (linked.length === 0) return [];
  const { t } = ctx.privateTexts;
  return [row(...linked.map((seq) => button(receiptButton.id({ seq }), t('economy.receipt.number', { seq }), { emoji: '🧾' })))];
}
