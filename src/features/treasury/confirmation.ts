import { and, eq } from 'drizzle-orm';
import * as z from 'zod';
import { component } from '../../define/component.ts';
import type { Context } from '../../define/context.ts';
import { op } from '../../db/schema/ledger.ts';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Done, Json } from '../../ledger/operation.ts';
import { SLATE } from './views/colors.ts';

/** How long a question may be confirmed. */
const CONFIRM_MS = 15 * MINUTE_MS;

/** The state of a confirming button: the interaction whose operation holds what was asked. */
export const askedState = { ask: z.string().regex(/^\d{15,20}$/) };

/**
 * Keeps what staff asked for until it is confirmed, as the data of an operation that moves nothing: a custom_id has no
 * room for a reason, and the row tells who asked.
 */
export function keepQuestion(ctx: Context, kind: string, data: Json): Promise<Done> {
  return ctx.ledger.post({ kind, data });
}

/** What was kept under the interaction. Throws where it is too old, of another kind, or of somebody else. */
export async function keptQuestion<T>(ctx: Context, kind: string, ask: string, shape: z.ZodType<T>): Promise<T> {
  const [row] = await ctx.db
    .select({ kind: op.kind, actor: op.actor, at: op.at, outcome: op.outcome, result: op.result })
    .from(op)
    .where(and(eq(op.guild, ctx.guildId), eq(op.opKey, `i:${ask}`)));
  if (!row || row.kind !== kind || row.outcome !== 'done') throw new AppError('not_found', 'errors.expired_button');
  if (row.actor !== ctx.actor.id) throw new AppError('forbidden', 'errors.not_yours');
  if (ctx.now - row.at > CONFIRM_MS) throw new AppError('not_found', 'errors.expired_button');
  return z.object({ data: shape }).parse(JSON.parse(row.result)).data;
}

/** The button beside a confirming one: nothing has happened, and nothing will. */
export const dismiss = component({
  key: 'treasury_dismiss',
  version: 1,
  state: {},
  permission: 'economist',
  reply: 'private',
  updates: true,
  run: async (ctx) => ({
    embeds: [{ description: ctx.privateTexts.t('treasury.confirm.dismissed'), color: SLATE }], components: [], update: true,
  }),
});
