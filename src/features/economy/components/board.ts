import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { AppError } from '../../../kernel/errors.ts';
import { BOARDS } from '../../../kernel/settings.ts';
import { accountUser, memberAccount } from '../../../ledger/accounts.ts';
import { firstPage, pageAround, turnedPage, type BoardPage } from '../boards/page.ts';
import { PERIODS } from '../boards/period.ts';
import { rolledUpTo } from '../boards/rollup.ts';
import type { RankedRow } from '../boards/rows.ts';
import type { BoardQuery } from '../boards/source.ts';
import { boardEmbed } from '../views/board.ts';

const whole = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const MOVES = ['first', 'previous', 'next', 'mine'] as const;

/**
 * First, previous, next, and the reader's own place. `value` and `user` are the row that the page goes on from, `place`
 * its place, `about` the moment (s) of the snapshot behind it or 0. The one who asked turns the message itself;
 * everybody else gets a copy of their own.
 */
export const boardPages = component({
  key: 'board',
  version: 1,
  state: {
    move: z.enum(MOVES),
    board: z.enum(BOARDS),
    period: z.enum(PERIODS),
    value: whole,
    user: z.string().regex(/^\d{1,20}$/),
    place: whole,
    about: whole,
  },
  permission: 'member',
  reply: 'public',
  updates: true,
  async run(ctx, { move, board, period, value, user, place, about }, { invokerId }) {
    const query = { board, period };
    const owned = invokerId === ctx.actor.id;
    const turn = { mark: { value, account: memberAccount(user) }, place, about: about === 0 ? null : about * 1_000 };
    const page = await (move === 'first' ? firstPage(ctx, query)
      : move === 'mine' ? pageAround(ctx, query, ctx.actor.id)
      : turnedPage(ctx, query, { ...turn, move }));
    if (page === null) throw new AppError('not_found', 'economy.board.not_on_it');
    if (page === 'uncounted') throw new AppError('unavailable', 'economy.board.counting');
    const asOf = board === 'earned' ? (await rolledUpTo(ctx)).asOf : null;
    const reply = showBoard(ctx, owned ? ctx.publicTexts : ctx.privateTexts, query, page, asOf);
    return owned ? { ...reply, update: true } : { ...reply, private: true };
  },
});

/** A page of a board with its buttons. */
export function showBoard(ctx: Context, texts: Texts, query: BoardQuery, page: BoardPage, asOf: number | null): MessageReply {
  return { embeds: [boardEmbed(ctx, texts, query, page, asOf)], components: pageButtons(texts, query, page) };
}

function pageButtons({ t }: Texts, query: BoardQuery, { rows, place, about, more }: BoardPage): NonNullable<MessageReply['components']> {
  if (rows.length === 0 && place === 1) return [];
  const turn = (move: (typeof MOVES)[number], from: { row: RankedRow | undefined; place: number }, disabled: boolean): ReturnType<typeof button> => {
    const user = accountUser(from.row?.account ?? '') ?? '0';
    const id = boardPages.id({ ...query, move, value: from.row?.value ?? 0, user, place: from.place, about: Math.floor((about ?? 0) / 1_000) });
    return button(id, t(`economy.board.buttons.${move}`), { disabled });
  };
  const top = { row: rows[0], place };
  const end = { row: rows.at(-1), place: place + rows.length - 1 };
  return [
    row(
      turn('first', { row: undefined, place: 1 }, place === 1),
      turn('previous', top, place === 1 || rows.length === 0),
      turn('next', end, !more),
      turn('mine', { row: undefined, place: 0 }, false),
    ),
  ];
}
