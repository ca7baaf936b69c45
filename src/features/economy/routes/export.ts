import * as z from 'zod';
import { guildRoute, type ApiContext } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { log } from '../../../kernel/log.ts';
import { isZone } from '../../../kernel/zone.ts';
import { csvHead, csvRow, csvTail } from './csv.ts';
import { momentsIn } from './dates.ts';
import { showLeg, type Transaction } from './leg.ts';
import { cursorPast, fitting, spanOf, startOf, transactionFilter, type Span, type TransactionFilter } from './listing.ts';
import { scan, type Stretch } from './scan.ts';

/** Entries that one read of an export brings, and reads of one export: D1 takes 1,000 queries a request, a slice is two at most. */
const SLICE_ENTRIES = 5_000;
const SLICES_MAX = 100;
const ZONE_MAX = 64;

const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', head: csvHead, row: (row: Transaction): string => csvRow(row), tail: csvTail },
  json: {
    type: 'application/json', head: (): string => '{"data":[',
    row: (row: Transaction, first: boolean): string => `${first ? '' : ','}\n${JSON.stringify(row)}`,
    tail: (next: string | null): string => `\n],"next_cursor":${JSON.stringify(next)}}\n`,
  },
};

interface Job {
  filter: TransactionFilter;
  span: Span;
  at: Pick<Stretch, 'start' | 'bounds'>;
}

/** Transactions from slice to slice, and at the end where another export would go on. */
async function* slices(ctx: ApiContext, { filter, span, at }: Job, moment: (at: number) => string): AsyncGenerator<Transaction[], string | null> {
  let { start } = at;
  // The cursor cuts the entry that it stands in; the slices after it begin between entries.
  let { cursor } = filter;
  let reached = start;
  for (let slice = 0; slice < SLICES_MAX; slice += 1) {
    const found = await scan(ctx, { user: filter.user_id, type: filter.type, sort: filter.sort },
      { ...at, start, rows: SLICE_ENTRIES, window: SLICE_ENTRIES, span: SLICE_ENTRIES });
    const { legs, past } = fitting(found, { ...filter, cursor }, span);
    yield legs.map((leg) => showLeg(ctx.texts, leg, moment));
    if (past || found.reached === null) return null;
    reached = found.reached;
    start = filter.sort === 'newest' ? reached - 1 : reached + 1;
    cursor = undefined;
  }
  return cursorPast(reached, filter.sort);
}

/** An export that is written as it is read: no more than a slice is in memory, and a slow reader holds back the reading. */
function exported(ctx: ApiContext, job: Job, format: keyof typeof FORMATS, zone: string): ReadableStream<Uint8Array> {
  const { head, row, tail } = FORMATS[format];
  const bytes = new TextEncoder();
  const source = slices(ctx, job, momentsIn(zone));
  let first = true;
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.encode(head())),
    async pull(controller) {
      try {
        const next = await source.next();
        if (next.done) {
          controller.enqueue(bytes.encode(tail(next.value)));
          controller.close();
          return;
        }
        const text = next.value.map((shown, index) => row(shown, first && index === 0)).join('');
        first &&= next.value.length === 0;
        controller.enqueue(bytes.encode(text));
      } catch (error) {
        log('error', 'export.failed', { guild: ctx.guildId, reference: ctx.reference, error });
        // The reader must see a torn file, not one that looks whole.
        controller.error(error);
      }
    },
  });
}

/** Transactions as a file. */
export const exportTransactions = guildRoute({
  method: 'GET', path: '/api/:server_id/transactions/export', access: 'moderator', produces: 'text/csv',
  summary: 'Transactions as CSV or JSON, oldest first unless "sort" says otherwise. A file that was cut ends with a next_cursor',
  query: transactionFilter.extend({
    sort: z.enum(['newest', 'oldest']).default('oldest'), format: z.enum(['csv', 'json']).default('csv'), tz: z.string().max(ZONE_MAX).optional(),
  }),
  async run(ctx, { query: { format, tz, ...filter } }) {
    const zone = tz ?? ctx.settings.locale.timezone;
    if (!isZone(zone)) throw new AppError('invalid', 'economy.transactions.zone');
    const span = spanOf(filter, zone);
    const job = { filter, span, at: await startOf(ctx, filter, span) };
    return new Response(exported(ctx, job, format, zone), {
      headers: {
        'content-type': FORMATS[format].type, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff',
        'content-disposition': `attachment; filename="transactions-${ctx.guildId}.${format}"`,
      },
    });
  },
});
