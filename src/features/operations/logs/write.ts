import type { LogBatch } from './buffer.ts';

const LINES_SQL = `INSERT INTO log_line (at, n, level, event, reference, guild, fields)
  SELECT value ->> '$.at', (random() & 1073741823) * 1000 + key, value ->> '$.level', value ->> '$.event', value ->> '$.reference',
    value ->> '$.guild', value ->> '$.fields' FROM json_each(?1)`;

const COUNTS_SQL = `INSERT INTO log_count (hour, level, count)
  SELECT value ->> '$.hour', value ->> '$.level', value ->> '$.count' FROM json_each(?1) WHERE true
  ON CONFLICT (hour, level) DO UPDATE SET count = count + excluded.count`;

/** Writes what has gathered: a row a line, and one a level. */
export async function writeLogs(db: D1Database, { lines, counts }: LogBatch): Promise<void> {
  if (counts.length === 0) return;
  const batch = [db.prepare(COUNTS_SQL).bind(JSON.stringify(counts))];
  if (lines.length > 0) batch.push(db.prepare(LINES_SQL).bind(JSON.stringify(lines)));
  await db.batch(batch);
}
