import * as z from 'zod';
import { decodeCursor, listOf, pageOf, pageQuery } from '../../../define/page.ts';
import { created, globalRoute, ok, type AnyRoute, type Call } from '../../../define/route.ts';
import { expectVersion } from '../../../define/versions.ts';
import { shopChange, shopEntry, taskChange, taskEntry, type EntryRow, type Kind } from '../catalogue/entry.ts';
import { addEntry, listEntries, readEntry, saveEntry } from '../catalogue/rows.ts';

const ID_MAX = 1_000_000_000;
const AUDIT_SQL = `INSERT INTO audit (guild, at, op_key, actor, action, target, before, after, reason, source)
  VALUES ('0', ?1, ?2, ?3, ?4, ?5, ?6, ?7, '', ?8)`;

interface Noted {
  action: string;
  target: string;
  before: string | null;
  after: string | null;
  source: string;
}

function note({ env, now, principal, reference }: Call, { action, target, before, after, source }: Noted): D1PreparedStatement {
  const actor = principal?.id ?? '';
  return env.DB.prepare(AUDIT_SQL).bind(now, `h:${actor}:${reference}`, actor, action, target, before, after, source);
}

/** The four routes of one kind of entries. */
function routesOf(kind: Kind, { entry, change: changed, what }: { entry: z.ZodObject; change: z.ZodObject; what: string }): AnyRoute[] {
  const path = `/api/catalogue/${kind}` as const;
  const params = z.object({ entry_id: z.coerce.number().int().min(1).max(ID_MAX) });
  const shape = z.object({ ...entry.shape, id: z.int(), version: z.int(), created_at: z.string(), updated_at: z.string() });
  const shown = (row: EntryRow) => ({
    ...entry.parse(JSON.parse(row.value)), id: row.entry_id, version: row.version,
    created_at: new Date(row.created_at).toISOString(), updated_at: new Date(row.updated_at).toISOString(),
  });
  const list = globalRoute({
    method: 'GET', path, access: 'operator', summary: `The operator's ${what} for every server that takes them`,
    query: pageQuery.omit({ page: true }), reply: listOf(shape),
    async run({ env }, { query }) {
      const after = query.cursor === undefined ? 0 : decodeCursor(query.cursor, z.tuple([z.int()]))[0];
      const rows = await listEntries(env.DB, kind, after, query.per_page + 1);
      return ok(pageOf(rows, { ...query, page: 1 }, { total: null, place: ({ entry_id: id }) => [id], show: shown }));
    },
  });
  const add = globalRoute({
    method: 'POST', path, access: 'operator', summary: `Offer one of the ${what} to every server that takes them; stock and limits are what a copy begins with`,
    body: entry, reply: shape,
    async run(call, { body }) {
      const { env, now, request } = call;
      const row = await addEntry(env.DB, kind, {
        value: body, key: request.headers.get('idempotency-key')?.slice(0, 200) || null, now,
        note: () => note(call, { action: `catalogue.${kind}.add`, target: kind, before: null, after: JSON.stringify(body), source: `api:POST ${path}` }),
      });
      return created(shown(row), row.version);
    },
  });
  const change = globalRoute({
    method: 'PUT', path: `${path}/:entry_id`, access: 'operator', summary: `Change one of the ${what}; its copies follow within some minutes, their stock and limits stay`,
    params, body: changed, reply: shape,
    async run(call, { params: { entry_id: id }, body }) {
      const before = await readEntry(call.env.DB, kind, id);
      expectVersion(call, before.version);
      const value = JSON.stringify(entry.parse({ ...(JSON.parse(before.value) as object), ...body }));
      const noted = note(call, { action: `catalogue.${kind}.edit`, target: `${kind}:${id}`, before: before.value, after: value, source: `api:PUT ${path}` });
      const row = await saveEntry(call.env.DB, before, { value, removed: 0 }, call.now, noted);
      return ok(shown(row), { version: row.version });
    },
  });
  const remove = globalRoute({
    method: 'DELETE', path: `${path}/:entry_id`, access: 'operator', summary: `Take one of the ${what} off; its copies are retired`,
    params, reply: z.object({ id: z.int(), removed: z.boolean() }),
    async run(call, { params: { entry_id: id } }) {
      const before = await readEntry(call.env.DB, kind, id);
      expectVersion(call, before.version);
      const noted = note(call, { action: `catalogue.${kind}.remove`, target: `${kind}:${id}`, before: before.value, after: null, source: `api:DELETE ${path}` });
      await saveEntry(call.env.DB, before, { value: before.value, removed: 1 }, call.now, noted);
      return ok({ id, removed: true });
    },
  });
  return [list, add, change, remove];
}

export const catalogueRoutes: AnyRoute[] = [
  ...routesOf('shop', { entry: shopEntry, change: shopChange, what: 'items' }), ...routesOf('tasks', { entry: taskEntry, change: taskChange, what: 'tasks' }),
];
