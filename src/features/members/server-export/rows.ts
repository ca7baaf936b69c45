import type { Row } from '../../../db/database.ts';
import { EXPORT_SLICE } from './entries.ts';
import type { ExportRow } from './format.ts';
import type { GuildTable } from './tables.ts';

/** The rows of a guild in a table by primary key, a slice at a time. `guild` itself is left out of each: the header has it. */
export async function* tableSlices(d1: D1Database, guild: string, { name, key }: GuildTable): AsyncGenerator<ExportRow[]> {
  const columns = key.join(', ');
  for (let place: unknown[] | null = null; ; ) {
    const marks = key.map((_, index) => `?${index + 3}`).join(', ');
    const after: string = place === null || key.length === 0 ? '' : `AND (${columns}) > (${marks})`;
    const sql = `SELECT * FROM ${name} WHERE guild = ?1 ${after} ${key.length > 0 ? `ORDER BY ${columns}` : ''} LIMIT ?2`;
    const { results }: { results: Row[] } = await d1.prepare(sql).bind(guild, EXPORT_SLICE, ...(place ?? [])).all<Row>();
    yield results.map(withoutGuild);
    const last = results.at(-1);
    if (!last || results.length < EXPORT_SLICE) return;
    place = key.map((column) => last[column]);
  }
}

function withoutGuild({ guild: _guild, ...rest }: Row): ExportRow {
  // STRICT tables hold texts, integers and NULL.
  return rest as ExportRow;
}
