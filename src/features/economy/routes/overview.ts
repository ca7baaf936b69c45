import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guildRoute, ok, type ApiContext } from '../../../define/route.ts';
import { account, stat } from '../../../db/schema/ledger.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { COIN } from '../../../ledger/accounts.ts';
import { loadSnapshot } from '../boards/snapshot.ts';
import { boardSource } from '../boards/source.ts';
import { attention, readAttention } from '../overview/attention.ts';
import { addEither, flowsByDay, SYSTEM, type DayFlow, type StatRow } from '../overview/flows.ts';
import { utcDate } from './dates.ts';

const DAYS = { day: 1, week: 7, month: 30 } as const;
/** A chart of a single day would be a dot. */
const SERIES_MIN = 7;

const figures = z.object({
  /** Members with a balance; null while they are being counted, or where nothing tells how many there were. */
  members: z.int().nullable(),
  /** Coins in members' hands at the end, holds included. */
  held: z.int(),
  minted: z.int(), burned: z.int(), transactions: z.int(),
});

const overview = z.object({
  period: z.enum(['day', 'week', 'month']), from: z.string(), to: z.string(),
  current: figures, previous: figures,
  /** A point for each UTC day, oldest first; a week at least. */
  series: z.array(z.object({ date: z.string(), minted: z.int(), burned: z.int(), held: z.int(), transactions: z.int() })),
  /** Whether every entry whose kind goes either way is in the figures. */
  exact: z.boolean(),
  attention,
});
type Point = z.infer<typeof overview>['series'][number];

/** Roll-ups of the named days; a range would read those of every item too. */
async function readStats({ db, guildId }: ApiContext, first: number, today: number): Promise<StatRow[]> {
  const days = JSON.stringify(Array.from({ length: today - first + 1 }, (_, index) => first + index));
  return db.select({ day: stat.day, kind: stat.kind, count: stat.count, amount: stat.amount }).from(stat)
    .where(and(eq(stat.guild, guildId), sql`${stat.day} IN (SELECT value FROM json_each(${days}))`, eq(stat.asset, COIN)));
}

/** What members hold now: all balances sum to zero, so it is what the system's accounts lack. */
async function readHeld({ db, guildId }: ApiContext): Promise<number> {
  const [row] = await db.select({ held: sql<number>`COALESCE(-SUM(${account.balance}), 0)` }).from(account)
    .where(and(eq(account.guild, guildId), sql`${account.accountId} IN (SELECT value FROM json_each(${JSON.stringify(SYSTEM)}))`, eq(account.asset, COIN)));
  return row?.held ?? 0;
}

/** The days from the newest back, each with what was held at its end; given oldest first. */
function pointsOf(days: Map<number, DayFlow>, held: number, first: number, today: number): Point[] {
  const points: Point[] = [];
  let rest = held;
  for (let day = today; day >= first; day -= 1) {
    const { minted, burned, count } = days.get(day) ?? { minted: 0, burned: 0, count: 0 };
    points.push({ date: utcDate(day), minted, burned, held: rest, transactions: count });
    rest -= minted - burned;
  }
  return points.reverse();
}

function figuresOf(points: Point[], members: number | null): z.infer<typeof figures> {
  const sum = (field: 'minted' | 'burned' | 'transactions'): number => points.reduce((total, point) => Math.min(Number.MAX_SAFE_INTEGER, total + point[field]), 0);
  return { members, held: points.at(-1)?.held ?? 0, minted: sum('minted'), burned: sum('burned'), transactions: sum('transactions') };
}

/** How the server is: figures of a period beside those of the one before, a series by day, what waits for staff. */
export const getOverview = guildRoute({
  method: 'GET', path: '/api/:server_id/overview', access: 'staff',
  summary: 'Figures of a period of UTC days and of the one before it, a series by day, and what waits for staff; from the daily roll-ups',
  query: z.object({ period: z.enum(['day', 'week', 'month']).default('week') }),
  reply: overview,
  async run(ctx, { query: { period } }) {
    const today = Math.floor(ctx.now / DAY_MS);
    const length = DAYS[period];
    const first = today - Math.max(2 * length, SERIES_MIN) + 1;
    const [rows, held, waiting, board] = await Promise.all([
      readStats(ctx, first, today), readHeld(ctx), readAttention(ctx), loadSnapshot(ctx, boardSource(ctx, { board: 'balance', period: 'all' })),
    ]);
    const { days, either } = flowsByDay(rows);
    const exact = await addEither(ctx, days, either);
    const points = pointsOf(days, held, first, today);
    const members = board?.members ?? null;
    // Only a server that gives everybody coins at the start writes down when a member came.
    const began = rows.filter(({ day, kind }) => kind === 'start' && day > today - length).reduce((sum, { count }) => sum + count, 0);
    const before = members === null || ctx.settings.currency.start === 0 ? null : Math.max(0, members - began);
    return ok({
      period, from: utcDate(today - length + 1), to: utcDate(today), exact, attention: waiting,
      current: figuresOf(points.slice(-length), members), previous: figuresOf(points.slice(-2 * length, -length), before),
      series: points.slice(-Math.max(length, SERIES_MIN)),
    });
  },
});
