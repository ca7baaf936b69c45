import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import * as z from 'zod';
import { readClient } from '../../../db/client.ts';
import { session as table } from '../../../db/schema/access.ts';
import { decodeCursor, flag, listOf, offsetOf, pageOf, pageQuery } from '../../../define/page.ts';
import { globalRoute, ok, type Principal } from '../../../define/route.ts';
import { AppError } from '../../../kernel/errors.ts';
import { personShape } from '../answers.ts';
import { endSession } from '../sessions.ts';

const sessionShape = z.object({
  id: z.string(), user: personShape, created_at: z.string(), seen_at: z.string(), expires_at: z.string(), ended_at: z.string().nullable(),
  ended_by: z.enum(['signed_out', 'revoked', 'reused', 'discord']).nullable(), address: z.string(), agent: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
});

const iso = (at: number): string => new Date(at).toISOString();

function shown(row: typeof table.$inferSelect, current: string): z.input<typeof sessionShape> {
  return {
    id: row.sessionId, user: { id: row.userId, kind: row.kind, name: row.name, avatar: row.avatar }, created_at: iso(row.createdAt), seen_at: iso(row.rotatedAt),
    expires_at: iso(row.expiresAt), ended_at: row.endedAt === null ? null : iso(row.endedAt), ended_by: row.endedBy, address: row.address, agent: row.agent,
    current: row.sessionId === current,
  };
}

/** The operator sees all sessions, everybody else their own. */
const visible = ({ kind, id }: Principal) => (kind === 'operator' ? undefined : and(eq(table.userId, id), eq(table.kind, kind)));

/** Newest first, by session_newest or session_of; ended ones stay for a month (forget.ts), so that few rows are passed over. */
export const sessionsRoute = globalRoute({
  method: 'GET', path: '/api/auth/sessions', access: 'session', summary: 'Sessions: the own ones, all for the operator',
  query: pageQuery.extend({ include_ended: flag.default(false) }),
  reply: listOf(sessionShape),
  async run({ env, principal, now }, { query }) {
    if (!principal) throw new AppError('unauthenticated', 'errors.signed_out');
    const [at, id] = query.cursor === undefined ? [null, ''] : decodeCursor(query.cursor, z.tuple([z.int(), z.string()]));
    const after = at === null ? undefined : or(lt(table.createdAt, at), and(eq(table.createdAt, at), lt(table.sessionId, id)));
    const open = query.include_ended ? undefined : and(isNull(table.endedAt), gt(table.expiresAt, now));
    const rows = await readClient(env.DB).select().from(table).where(and(visible(principal), open, after))
      .orderBy(desc(table.createdAt), desc(table.sessionId)).limit(query.per_page + 1).offset(offsetOf(query));
    return ok(pageOf(rows, query, { total: null, place: (row) => [row.createdAt, row.sessionId], show: (row) => shown(row, principal.session) }));
  },
});

export const endSessionRoute = globalRoute({
  method: 'DELETE', path: '/api/auth/sessions/:session_id', access: 'session', summary: 'Ends a session: one of the own ones, any for the operator',
  params: z.object({ session_id: z.string().min(1).max(64) }),
  reply: z.object({ ended: z.boolean() }),
  async run({ env, principal, now }, { params }) {
    if (!principal) throw new AppError('unauthenticated', 'errors.signed_out');
    const whose = principal.kind === 'operator' ? null : principal;
    if (!(await endSession(env, params.session_id, 'revoked', now, whose))) throw new AppError('not_found', 'access.no_session');
    return ok({ ended: true });
  },
});
