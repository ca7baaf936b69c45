import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { readHistory, type HistoryPage, type HistoryPlace, type HistoryQuery } from '../history.ts';
import { historyEmbed } from '../views/history.ts';

const whole = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Older, newer, and the button beside a wallet that opens the newest page. */
export const historyPages = component({
  key: 'history',
  version: 1,
  state: {
    move: z.enum(['open', 'older', 'newer']),
    user: z.string().regex(/^\d{15,20}$/),
    kind: z.string().regex(/^[a-z_]{0,32}$/),
    since: whole,
    seq: whole,
  },
  permission: 'member',
  reply: 'private',
  updates: true,
  async run(ctx, { move, user, kind, since, seq }) {
    const shown = await showHistory(ctx, { user, kind, since }, move === 'open' ? { move: 'newest', skip: 0 } : { move, seq });
    return move === 'open' ? shown : { ...shown, update: true };
  },
});

/** The custom_id of a button that opens a member's newest page. */
export const historyButton = (user: string): string => historyPages.id({ move: 'open', user, kind: '', since: 0, seq: 0 });

/** A page with its buttons. Throws AppError where the actor may not see this member's entries. */
export async function showHistory(ctx: Context, query: HistoryQuery, place: HistoryPlace): Promise<MessageReply> {
  if (query.user !== ctx.actor.id && !ctx.actor.may('moderator')) throw new AppError('forbidden', 'economy.history.not_yours');
  const page = await readHistory(ctx, query, place);
  return { embeds: [historyEmbed(ctx.privateTexts, query, page.rows)], components: pageButtons(ctx, query, page), private: true };
}

function pageButtons(ctx: Context, query: HistoryQuery, { older, newer }: HistoryPage): NonNullable<MessageReply['components']> {
  if (older === null && newer === null) return [];
  const { t } = ctx.privateTexts;
  const turn = (move: 'older' | 'newer', seq: number | null): ReturnType<typeof button> =>
    button(historyPages.id({ move, ...query, seq: seq ?? 0 }), t(`economy.buttons.${move}`), { disabled: seq === null });
  return [row(turn('newer', newer), turn('older', older))];
}
