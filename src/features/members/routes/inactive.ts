import * as z from 'zod';
import type { Row } from '../../../db/database.ts';
import { decodeCursor, listOf, offsetOf, pageOf, pageQuery } from '../../../define/page.ts';
import { guildRoute, ok } from '../../../define/route.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { avatarUrl, momentOf, textOf } from '../known.ts';
import { STATES } from './shapes.ts';

const DAYS_MAX = 3_650;

/** By the index `member_gone`, longest gone first; the account by its key. */
const GONE = `SELECT m.user_id, m.state, m.since, m.name, m.avatar, COALESCE(a.balance, 0) AS balance, e.at AS active_at
  FROM member AS m INDEXED BY member_gone
    LEFT JOIN account AS a ON a.guild = m.guild AND a.account_id = 'u:' || m.user_id AND a.asset = 'coin'
    LEFT JOIN entry AS e ON e.guild = a.guild AND e.seq = a.last_seq
  WHERE m.guild = ?1 AND m.state <> 'active' AND m.since <= ?2 AND (m.since, m.user_id) > (?3, ?4) AND (m.state <> 'inactive' OR e.at IS NULL OR e.at <= m.since)
  ORDER BY m.since, m.user_id LIMIT ?5 OFFSET ?6`;

export const listInactive = guildRoute({
  method: 'GET', path: '/api/:server_id/users/inactive', access: 'staff',
  summary: 'Members who have left, were marked inactive or erased, for at least so many days; left_at is when the absence was noticed',
  query: pageQuery.extend({ days: z.coerce.number().int().min(0).max(DAYS_MAX).default(0) }),
  reply: listOf(z.object({
    user_id: z.string(), name: z.string().nullable(), avatar_url: z.string().nullable(), state: z.enum(STATES), balance: z.int(),
    left_at: z.string().nullable(), since: z.string(), last_active_at: z.string().nullable(),
  })),
  async run(ctx, { query }) {
    const after = query.cursor === undefined ? [0, ''] : decodeCursor(query.cursor, z.tuple([z.number(), z.string()]));
    const { results } = await ctx.db.$client.prepare(GONE)
      .bind(ctx.guildId, ctx.now - query.days * DAY_MS, ...after, query.per_page + 1, offsetOf(query)).all<Row>();
    return ok(pageOf(results, query, {
      total: null, place: (row) => [Number(row['since']), String(row['user_id'])],
      show: (row) => ({
        user_id: String(row['user_id']), name: row['state'] === 'erased' ? ctx.texts.t('members.deleted') : textOf(row, 'name') || null,
        avatar_url: avatarUrl(textOf(row, 'avatar')), state: z.enum(STATES).parse(row['state']), balance: Number(row['balance']),
        left_at: row['state'] === 'left' ? momentOf(row['since']) : null, since: new Date(Number(row['since'])).toISOString(), last_active_at: momentOf(row['active_at']),
      }),
    }));
  },
});
