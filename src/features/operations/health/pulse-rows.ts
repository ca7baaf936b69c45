import type { Beat, Pulse } from '../../../kernel/pulse.ts';

const SAVE_SQL = `INSERT INTO pulse (name, at, detail)
  SELECT value ->> '$.name', value ->> '$.at', value ->> '$.detail' FROM json_each(?1) WHERE true
  ON CONFLICT (name) DO UPDATE SET at = excluded.at, detail = excluded.detail WHERE excluded.at > at`;

/** Writes the last moments that an isolate knows of; an older one never replaces a newer one. */
export async function savePulses(db: D1Database, beats: ReadonlyMap<Pulse, Beat>): Promise<void> {
  const rows = [...beats].map(([name, { at, detail }]) => ({ name, at, detail }));
  await db.prepare(SAVE_SQL).bind(JSON.stringify(rows)).run();
}

/** The last moments that any isolate has told of, with what this one knows itself. */
export async function readPulses(db: D1Database, own: ReadonlyMap<Pulse, Beat>): Promise<Map<Pulse, Beat>> {
  const { results } = await db.prepare('SELECT name, at, detail FROM pulse').all<Beat & { name: Pulse }>();
  const last = new Map(own);
  for (const { name, at, detail } of results) {
    if (at > (last.get(name)?.at ?? 0)) last.set(name, { at, detail });
  }
  return last;
}
