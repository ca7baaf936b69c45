import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import type { Done } from '../../../ledger/operation.ts';
import { actionsOf } from '../action.ts';
import { label } from '../item.ts';
import { effectLines } from './actions.ts';
import { GREEN } from './colors.ts';

const used = z.object({ name: z.string(), emoji: z.string(), quantity: z.int(), actions: z.string(), who: z.string() });

/** What using copies has done; calls to Discord follow within seconds. */
export function usedView(ctx: Context, done: Done): MessageReply {
  const { t, number } = ctx.privateTexts;
  const data = used.parse(done.data);
  const order = done.entries.find(({ kind }) => kind === 'item_use')?.seq ?? 0;
  const lines = effectLines(ctx.privateTexts, actionsOf(data.actions), data.quantity);
  const orders = actionsOf(data.actions).some(({ do: what }) => what === 'manual');
  const description = [t('shop.use.done', { quantity: number(data.quantity), item: label(data) }), ...lines].join('\n');
  return {
    embeds: [{ description, color: GREEN, ...(orders ? { footer: { text: t('shop.orders.number', { order }) } } : {}) }],
    private: true,
  };
}
