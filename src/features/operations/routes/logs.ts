import * as z from 'zod';
import { encodeCursor, listOf, pageQuery } from '../../../define/page.ts';
import { globalRoute, ok } from '../../../define/route.ts';
import { globalAudit } from '../audit.ts';
import { DELETE_MAX, deleteLogs, readLogs, type LogRow } from '../logs/query.ts';

const level = z.enum(['info', 'warn', 'error']);
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const line = z.object({
  id: z.string(), at: z.string(), level, event: z.string(), reference: z.string().nullable(), server_id: z.string().nullable(),
  fields: z.record(z.string(), z.json()),
});

const shown = ({ at, n, fields, guild, ...row }: LogRow): z.input<typeof line> => ({
  id: `${at}-${n}`, at: new Date(at).toISOString(), level: row.level, event: row.event, reference: row.reference, server_id: guild,
  // Written as JSON by the log itself.
  fields: JSON.parse(fields) as Record<string, z.core.util.JSONType>,
});

export const getLogs = globalRoute({
  method: 'GET', path: '/api/logs', access: 'operator',
  summary: 'Warnings and errors of the last days, newest first. A search may give a short page and a cursor to go on',
  query: pageQuery.extend({
    level: level.optional(), event: z.string().regex(/^[\w.-]{1,60}$/).optional(), since: moment.optional(), until: moment.optional(),
    server_id: z.string().regex(/^\d{1,20}$/).optional(), reference: z.string().min(1).max(40).optional(), q: z.string().min(1).max(100).optional(),
  }),
  reply: listOf(line),
  async run({ env }, { query }) {
    const { server_id: guild, level: wanted, event, since, until, reference, q } = query;
    const { page, windowEnd } = await readLogs(env.DB, query, { guild, level: wanted, event, since, until, reference, q });
    const further = windowEnd && encodeCursor([windowEnd.at, windowEnd.n]);
    return ok({ ...page, data: page.data.map(shown), next_cursor: page.next_cursor ?? further });
  },
});

export const clearLogs = globalRoute({
  method: 'DELETE', path: '/api/logs', access: 'operator', summary: 'Delete lines of the log, all or those before a moment; says whether more are left',
  query: z.object({ before: moment.optional(), level: level.optional() }),
  reply: z.object({ deleted: z.int(), more: z.boolean() }),
  async run({ env, now, principal, reference }, { query }) {
    const before = query.before ?? now;
    const deleted = await deleteLogs(env.DB, before, query.level ?? null);
    const actor = principal?.id ?? '';
    const after = { deleted, before: new Date(before).toISOString(), level: query.level ?? null };
    await globalAudit(env.DB, { actor, key: `h:${actor}:${reference}`, now, source: 'api:DELETE /api/logs', action: 'logs.clear', target: 'logs', after }).run();
    return ok({ deleted, more: deleted === DELETE_MAX });
  },
});
