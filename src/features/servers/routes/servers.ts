import * as z from 'zod';
import { decodeCursor, encodeCursor, listOf, offsetOf, pageQuery, snowflakeId } from '../../../define/page.ts';
import { globalRoute, ok, type Call } from '../../../define/route.ts';
import { LEVELS, type Level } from '../../../kernel/settings.ts';
import { readServers, readTreasuries, type ServerRow, type Treasury } from '../list.ts';

const moment = z.string().nullable();
const server = z.object({
  id: z.string(), name: z.string().nullable(), icon_url: z.string().nullable(), owner_id: z.string().nullable(), member_count: z.int().nullable(),
  installed_at: moment, installed_by: z.string().nullable(), removed_at: moment,
  currency: z.object({ name: z.string(), symbol: z.string(), total: z.int() }),
  /** The caller's highest level there, `operator` for the operator; and all levels that they have. */
  level: z.string(), levels: z.array(z.enum(LEVELS)),
});

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
/** Ids are of different lengths and greater than a number holds. */
const byAge = (left: string, right: string): number => left.length - right.length || (left < right ? -1 : Number(left > right));

function shown(row: ServerRow, treasury: Treasury | undefined, level: string, levels: Level[]): z.input<typeof server> {
  const { name = '', symbol = '' } = treasury?.currency ?? {};
  return {
    id: row.guild, name: row.name || null, icon_url: row.icon && `https://cdn.discordapp.com/icons/${row.guild}/${row.icon}.png?size=128`,
    owner_id: row.owner_id, member_count: row.member_count, installed_at: iso(row.installed_at), installed_by: row.installed_by, removed_at: iso(row.removed_at),
    currency: { name, symbol, total: treasury?.held ?? 0 }, level, levels,
  };
}

/** The levels of the caller by server; the operator's need no look at Discord. */
async function levelsOf({ principal, levelsIn }: Call, ids: string[]): Promise<Map<string, Level[]>> {
  const all = principal?.kind === 'operator';
  return new Map(await Promise.all(ids.map(async (id): Promise<[string, Level[]]> => [id, all ? [...LEVELS] : await levelsIn(id)])));
}

export const getServers = globalRoute({
  method: 'GET', path: '/api/servers', access: 'session',
  summary: 'The servers that you may see as staff, with members, coins held and your level. A page may be shorter than asked: go on while there is a cursor',
  query: pageQuery, reply: listOf(server),
  async run(call, { query }) {
    const ids = (await call.visibleServers()).toSorted(byAge);
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor, z.tuple([snowflakeId]))[0];
    const start = after === null ? offsetOf(query) : ids.filter((id) => byAge(id, after) <= 0).length;
    const wanted = ids.slice(start, start + query.per_page);
    const levels = await levelsOf(call, wanted);
    const rows = await readServers(call.env, wanted.filter((id) => (levels.get(id) ?? []).length > 0));
    const treasuries = await readTreasuries(call.env, rows);
    const operator = call.principal?.kind === 'operator';
    const last = wanted.at(-1);
    return ok({
      data: rows.map((row) => {
        const held = levels.get(row.guild) ?? [];
        return shown(row, treasuries.get(row.guild), operator ? 'operator' : (held[0] ?? ''), held);
      }),
      page: after === null ? query.page : null, per_page: query.per_page, total: operator ? ids.length : null,
      next_cursor: last !== undefined && start + query.per_page < ids.length ? encodeCursor([last]) : null,
    });
  },
});
