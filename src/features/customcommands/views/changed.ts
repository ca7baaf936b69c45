import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { plainText } from '../../../kernel/markdown.ts';
import type { Done } from '../../../ledger/operation.ts';
import { savedOf } from '../save.ts';
import { clipped } from '../variables.ts';
import { GREEN, SLATE } from './colors.ts';

/** Characters of a response that are shown again. */
const RESPONSE_ROOM = 1_500;

const removed = z.object({ name: z.string(), uses: z.int() });

/** A command as it was saved. */
export function savedView(ctx: Context, done: Done): MessageReply {
  const { t, money } = ctx.privateTexts;
  const { name, response, cost, description, private: own, created } = savedOf(done);
  const fields = [
    { name: t('customcommands.fields.cost'), value: cost > 0 ? money(cost) : t('customcommands.free'), inline: true },
    { name: t('customcommands.fields.seen'), value: t(own === 1 ? 'customcommands.seen_private' : 'customcommands.seen_all'), inline: true },
    { name: t('customcommands.fields.description'), value: plainText(description) },
  ];
  return {
    embeds: [{
      title: t(created ? 'customcommands.made' : 'customcommands.changed', { name }), color: GREEN, fields,
      description: `${clipped(response, RESPONSE_ROOM)}\n\n-# ${t('customcommands.soon')}`,
    }],
    private: true,
  };
}

/** A command as it was removed. */
export function removedView(ctx: Context, { data }: Done): MessageReply {
  const { t } = ctx.privateTexts;
  const { name, uses } = removed.parse(data);
  return { embeds: [{ title: t('customcommands.removed', { name }), description: t('customcommands.removed_uses', { count: uses }), color: SLATE }], private: true };
}
