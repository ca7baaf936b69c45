import { createHash } from 'node:crypto';
import { log } from '../../../kernel/log.ts';
import { GENESIS } from '../../../ledger/hash.ts';
import { assertArchiveWhole, entrySlices } from './entries.ts';
import { EXPORT_VERSION, type End, type ExportRow } from './format.ts';
import { tableSlices } from './rows.ts';
import { DERIVED, LEDGER, RECORDS } from './tables.ts';

interface ExportSource {
  d1: D1Database;
  files: R2Bucket;
  guild: string;
  /** Milliseconds since 1970. */
  now: number;
}

interface Head {
  seq: number;
  hash: string;
}

async function readHead(d1: D1Database, guild: string): Promise<Head> {
  const row = await d1.prepare('SELECT seq, hash FROM entry WHERE guild = ?1 ORDER BY seq DESC LIMIT 1').bind(guild).first<Head>();
  return row ?? { seq: 0, hash: GENESIS };
}

/** An operation whose entries are later than the head stays out: its key would say "done" where nothing was. */
function isWithin(row: ExportRow, head: Head): boolean {
  if (row['entries'] === 0) return true;
  const { entries } = JSON.parse(String(row['result'])) as { entries?: { seq: number }[] };
  return (entries?.at(-1)?.seq ?? 0) <= head.seq;
}

async function* lines({ d1, files, guild, now }: ExportSource, head: Head): AsyncGenerator<object[]> {
  yield [{ coffer: 'server export', version: EXPORT_VERSION, guild, exported_at: new Date(now).toISOString(), head }];
  for (const table of [...DERIVED, ...LEDGER]) {
    for await (const rows of tableSlices(d1, guild, table)) {
      yield rows.filter((row) => table.name !== 'op' || isWithin(row, head)).map((row) => ({ table: table.name, row }));
    }
  }
  for await (const rows of entrySlices(d1, files, guild, head.seq)) yield rows.map((row) => ({ table: 'entry', row: without(row) }));
  for (const table of RECORDS) {
    for await (const rows of tableSlices(d1, guild, table)) yield rows.map((row) => ({ table: table.name, row }));
  }
}

function without({ guild: _guild, ...row }: ExportRow): ExportRow {
  return row;
}

/**
 * One server as JSON lines, read in slices so that its size does not matter. The last line carries the number of lines and a
 * hash of all before it; where something fails underway the stream breaks off without it.
 * @throws AppError `unavailable` where archived entries are gone
 */
export async function exportStream(source: ExportSource): Promise<{ head: Head; body: ReadableStream<Uint8Array> }> {
  const { d1, files, guild } = source;
  await assertArchiveWhole(d1, files, guild);
  const head = await readHead(d1, guild);
  const hash = createHash('sha256');
  const encoder = new TextEncoder();
  const slices = lines(source, head);
  let count = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await slices.next();
        if (done) {
          const end: End = { lines: count, sha256: hash.digest('hex'), moved: (await readHead(d1, guild)).seq - head.seq };
          controller.enqueue(encoder.encode(`${JSON.stringify({ end })}\n`));
          controller.close();
          return;
        }
        const bytes = encoder.encode(value.map((line) => `${JSON.stringify(line)}\n`).join(''));
        count += value.length;
        hash.update(bytes);
        // An empty slice still has to move the stream on: nothing asks again before something came.
        controller.enqueue(bytes);
      } catch (error) {
        log('error', 'members.export_broken', { guild, lines: count, error });
        controller.error(error);
      }
    },
    async cancel() {
      await slices.return(undefined);
    },
  });
  return { head, body };
}
