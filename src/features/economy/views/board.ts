import type { APIEmbed } from 'discord-api-types/v10';
import type { Context } from '../../../define/context.ts';
import { mention, relativeTime } from '../../../kernel/markdown.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { accountUser } from '../../../ledger/accounts.ts';
import type { BoardPage } from '../boards/page.ts';
import type { RankedRow } from '../boards/rows.ts';
import type { BoardQuery } from '../boards/source.ts';
import { streakEnd } from '../schedule.ts';
import { GOLD } from './colors.ts';

const MEDALS = ['🥇', '🥈', '🥉'];

/** The name of a board with its period: `Leaderboard · Earned this week`. */
function boardTitle({ t }: Texts, { board, period }: BoardQuery): string {
  return t('economy.board.title', { board: board === 'earned' ? t(`economy.board.earned.${period}`) : t(`economy.board.names.${board}`) });
}

function valueText(ctx: Context, { t, money, number }: Texts, { board }: BoardQuery, { value, at }: RankedRow): string {
  if (board !== 'streak') return money(value);
  const days = t('economy.daily.days', { count: value, days: number(value) });
  return ctx.now < streakEnd(at, ctx.settings) ? days : t('economy.board.ended', { days });
}

/** One page of a board. `asOf`: the moment up to which earnings are summed. */
export function boardEmbed(ctx: Context, texts: Texts, query: BoardQuery, page: BoardPage, asOf: number | null): APIEmbed {
  const { t, number } = texts;
  const lines = page.rows.map((row, index) => {
    const place = page.place + index;
    const params = { place: number(place), user: mention(accountUser(row.account) ?? ''), value: valueText(ctx, texts, query, row) };
    return `${page.about === null ? (MEDALS[place - 1] ?? '') : ''} ${t('economy.board.line', params)}`.trim();
  });
  const notes = [
    ...(page.about === null ? [] : [t('economy.board.about', { when: relativeTime(page.about) })]),
    ...(asOf === null ? [] : [t('economy.board.as_of', { when: relativeTime(asOf) })]),
  ];
  const empty = t(page.place > 1 ? 'economy.board.no_page' : 'economy.board.empty');
  const body = lines.length > 0 ? lines.join('\n') : empty;
  return {
    author: { name: boardTitle(texts, query), ...(ctx.guildIcon ? { icon_url: ctx.guildIcon } : {}) },
    description: notes.length > 0 ? `${body}\n\n${notes.map((note) => `-# ${note}`).join('\n')}` : body,
    color: GOLD,
  };
}
