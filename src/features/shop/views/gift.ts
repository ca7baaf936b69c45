import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention } from '../../../kernel/markdown.ts';
import type { Done } from '../../../ledger/operation.ts';
import { label } from '../item.ts';
import { GREEN } from './colors.ts';

const given = z.object({ name: z.string(), emoji: z.string(), quantity: z.int(), from: z.string(), to: z.string() });

/** A gift, for everybody to see. */
export function giftView(ctx: Context, done: Done): MessageReply {
  const { t, number } = ctx.publicTexts;
  const data = given.parse(done.data);
  const description = t('shop.gift.done', { from: mention(data.from), to: mention(data.to), quantity: number(data.quantity), item: label(data) });
  return { embeds: [{ description, color: GREEN }] };
}
