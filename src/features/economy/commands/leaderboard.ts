import { command } from '../../../define/command.ts';
import { choice, integer } from '../../../define/options.ts';
import { AppError } from '../../../kernel/errors.ts';
import { BOARDS } from '../../../kernel/settings.ts';
import { numberedPage } from '../boards/page.ts';
import { PERIODS } from '../boards/period.ts';
import { rollUp } from '../boards/rollup.ts';
import { showBoard } from '../components/board.ts';

const PAGE_MAX = 100_000;

export const leaderboard = command({
  name: 'leaderboard',
  permission: 'member',
  reply: 'public',
  options: { board: choice(BOARDS), period: choice(PERIODS), page: integer({ min: 1, max: PAGE_MAX }) },
  async run(ctx, { board, period, page = 1 }) {
    // A period without a board can only mean what was earned in it.
    const query = { board: board ?? (period ? 'earned' : 'balance'), period: period ?? 'all' } as const;
    if (period && query.board !== 'earned') throw new AppError('invalid', 'economy.board.period_earned');
    const asOf = query.board === 'earned' ? (await rollUp(ctx)).asOf : null;
    const found = await numberedPage(ctx, query, page);
    if (!found) throw new AppError('unavailable', 'economy.board.counting');
    return showBoard(ctx, ctx.publicTexts, query, found, asOf);
  },
});
