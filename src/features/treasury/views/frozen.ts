import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import type { Done } from '../../../ledger/operation.ts';
import { GREEN, ICE } from './colors.ts';

const frozenData = z.object({ renewed: z.boolean() });

/** A freeze that was set or lifted. */
export function freezeView(ctx: Context, userId: string, frozen: boolean, reason: string, done: Done): MessageReply {
  const { t } = ctx.privateTexts;
  const { renewed } = frozenData.parse(done.data);
  const text = frozen ? (renewed ? 'treasury.freeze.renewed' : 'treasury.freeze.done') : 'treasury.freeze.lifted';
  const description = t(text, { user: mention(userId) }) + (reason ? `\n> ${plainText(reason)}` : '');
  return { embeds: [{ description, color: frozen ? ICE : GREEN }], private: true };
}
