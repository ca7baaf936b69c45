import * as z from 'zod';
import { encodeCursor, listOf, pageQuery } from '../../../define/page.ts';
import { guildRoute, ok } from '../../../define/route.ts';
import { readAudit, type AuditLine } from '../audit.ts';

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const TARGET_MAX = 120;

const line = z.object({
  id: z.string(), at: z.string(), actor: z.string(), action: z.string(), target: z.string(),
  before: z.json(), after: z.json(), reason: z.string(),
  /** Where it was asked: `discord:/eco give`, `api:PUT /api/:server_id/config`. */
  source: z.string(),
});

// Written as JSON by auditRow() alone.
const value = (text: string | null): z.core.util.JSONType => (text === null ? null : (JSON.parse(text) as z.core.util.JSONType));

const shown = ({ at, op_key: key, before, after, ...row }: AuditLine): z.input<typeof line> => ({
  id: `${at}-${key}`, at: new Date(at).toISOString(), actor: row.actor, action: row.action, target: row.target,
  before: value(before), after: value(after), reason: row.reason, source: row.source,
});

export const getAudit = guildRoute({
  method: 'GET', path: '/api/:server_id/audit', access: 'admin',
  summary: 'What staff did, newest first. A search may give a short page and a cursor to go on',
  query: pageQuery.extend({
    actor: z.string().regex(/^[\w:-]{1,40}$/).optional(),
    /** Whole, or its first part: `config` finds `config.limits`. */
    action: z.string().regex(/^[\w.-]{1,60}$/).optional(),
    target: z.string().min(1).max(TARGET_MAX).optional(), since: moment.optional(), until: moment.optional(),
  }),
  reply: listOf(line),
  async run({ db, guildId }, { query }) {
    const { page, windowEnd } = await readAudit(db.$client, guildId, query, query);
    return ok({ ...page, data: page.data.map(shown), next_cursor: page.next_cursor ?? (windowEnd && encodeCursor([windowEnd.at, windowEnd.op_key])) });
  },
});
