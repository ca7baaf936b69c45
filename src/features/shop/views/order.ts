import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import type { Done } from '../../../ledger/operation.ts';
import { AMBER, GREEN } from './colors.ts';

const moved = z.object({
  id: z.int(), member: z.string(), name: z.string(), quantity: z.int(), value: z.int(), state: z.string(), note: z.string(),
});

/** An order that was moved along. */
export function orderView(ctx: Context, done: Done): MessageReply {
  const { t, number, money } = ctx.privateTexts;
  const { id, member, name, quantity, value, state, note } = moved.parse(done.data);
  const params = { order: id, member: mention(member), item: plainText(name), quantity: number(quantity), amount: money(value) };
  const description = t(`shop.orders.${state}`, params) + (note ? `\n> ${plainText(note)}` : '');
  return { embeds: [{ description, color: state === 'refunded' ? AMBER : GREEN }], private: true };
}
