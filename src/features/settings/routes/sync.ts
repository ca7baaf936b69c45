import * as z from 'zod';
import { guildRoute, ok, type ApiContext } from '../../../define/route.ts';
import { readProblems, type Problem } from '../sync/problems.ts';
import { retried, retryEverything, retryOne } from '../sync/retry.ts';
import { readSync } from '../sync/rows.ts';

const counts = z.record(z.string(), z.int());
const SORTS = ['card', 'role', 'dm', 'post', 'unpost', 'webhook', 'command'] as const;
const ID_MAX = 200;

const problem = z.object({
  sort: z.enum(SORTS), kind: z.string().nullable(), record: z.string(), state: z.enum(['pending_sync', 'orphaned', 'failed', 'dead']),
  error: z.string().nullable(), attempts: z.int(),
  channel_id: z.string().nullable(), user_id: z.string().nullable(), role_id: z.string().nullable(), detail: z.string().nullable(), at: z.string(),
});

/** A reason of Coffer's own in the reader's language; else the sentence that Discord gave. */
function reason({ texts }: ApiContext, error: string): string | null {
  const [, own] = /^outbox\.(\w+)$/.exec(error) ?? [];
  return own ? texts.t(`settings.sync.reasons.${own}`) : error || null;
}

const shown = (ctx: ApiContext, { sort, kind, record, state, error, attempts, channel, user, role, detail, at }: Problem): z.input<typeof problem> => ({
  sort, kind, record, state: problem.shape.state.parse(state), error: reason(ctx, error), attempts,
  channel_id: channel, user_id: user, role_id: role, detail, at: new Date(at).toISOString(),
});

export const getSync = guildRoute({
  method: 'GET', path: '/api/:server_id/sync', access: 'admin',
  summary: 'What is not in step with Discord: cards, deliveries that were given up, channels that are switched off',
  reply: z.object({
    cards: counts, deliveries: counts, problems: z.array(problem),
    channels_off: z.array(z.object({ channel_id: z.string(), code: z.int(), since: z.string() })), channels_off_count: z.int(),
  }),
  async run(ctx) {
    const [state, problems] = await Promise.all([readSync(ctx), readProblems(ctx)]);
    return ok({
      cards: state.cards, deliveries: state.deliveries, problems: problems.map((row) => shown(ctx, row)),
      channels_off: state.off.map(({ channel, code, at }) => ({ channel_id: channel, code, since: new Date(at).toISOString() })), channels_off_count: state.offCount,
    });
  },
});

const name = z.string().min(1).max(ID_MAX);

export const retrySync = guildRoute({
  method: 'POST', path: '/api/:server_id/sync/retry', access: 'admin',
  summary: 'Try again what was given up: one card, one delivery, or everything. One that is named is tried also where its message was deleted',
  body: z.strictObject({ card: z.strictObject({ kind: name, record: name }).optional(), delivery: name.optional() })
    .refine(({ card, delivery }) => card === undefined || delivery === undefined, { message: 'card or delivery' }),
  reply: retried,
  async run(ctx, { body: { card, delivery } }) {
    const done = await (card ? retryOne(ctx, card) : delivery === undefined ? retryEverything(ctx) : retryOne(ctx, { id: delivery }));
    return ok(retried.parse(done.data));
  },
});
