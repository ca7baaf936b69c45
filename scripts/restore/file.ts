import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { endLine, EXPORT_VERSION, headerLine, rowLine, type End, type ExportRow } from '../../src/features/members/server-export/format.ts';
import { RestoreRefused } from './refused.ts';

export interface ExportFile {
  guild: string;
  exportedAt: string;
  head: { seq: number; hash: string };
  end: End;
}

const NEWLINE = 10;
/** Bytes of one line: D1 keeps no larger value than 2 MB, and a row has a few. */
const LINE_MAX = 16_000_000;

/** The lines of a file as bytes, without their ends; the last one also where no line end follows. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    // The stream has no encoding, so it gives buffers.
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > LINE_MAX) throw new RestoreRefused('This is no export of Coffer: a line in it is too long.');
  }
  if (rest.length > 0) yield rest;
}

function jsonOf(line: Buffer, number: number): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RestoreRefused(`The file is damaged or cut off in line ${number}.`, { cause: error });
    throw error;
  }
}

function headerOf(line: Buffer | undefined): ReturnType<typeof headerLine.parse> {
  const json = line && jsonOf(line, 1);
  const told = typeof json === 'object' && json !== null ? (json as { coffer?: unknown; version?: unknown }) : {};
  if (told.coffer !== 'server export') throw new RestoreRefused('This is no export of Coffer.');
  if (told.version !== EXPORT_VERSION) throw new RestoreRefused(`This export has version ${String(told.version)}; this Coffer reads version ${EXPORT_VERSION}.`);
  const header = headerLine.safeParse(json);
  if (!header.success) throw new RestoreRefused('The first line of the file is damaged.');
  return header.data;
}

/**
 * Reads a file from the first byte to the last and checks that it is whole and as it was written.
 * @throws RestoreRefused
 */
export async function checkFile(path: string): Promise<ExportFile> {
  const hash = createHash('sha256');
  let header: ReturnType<typeof headerOf> | undefined;
  let previous: Buffer | undefined;
  let lines = 0;
  for await (const line of linesOf(path)) {
    if (previous) hash.update(previous).update('\n');
    if (lines === 0) header = headerOf(line);
    previous = Buffer.from(line);
    lines += 1;
  }
  if (!header || !previous) throw new RestoreRefused('The file is empty.');
  const end = endLine.safeParse(jsonOf(previous, lines));
  if (!end.success) throw new RestoreRefused('The file is cut off: its last line is missing. Export the server again.');
  if (end.data.end.lines !== lines - 1 || end.data.end.sha256 !== hash.digest('hex')) {
    throw new RestoreRefused('The file was changed after it was exported: its contents are not what its last line says.');
  }
  return { guild: header.guild, exportedAt: header.exported_at, head: header.head, end: end.data.end };
}

/** The rows of a checked file in its order. */
export async function* rowsOf(path: string): AsyncGenerator<{ table: string; row: ExportRow }> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    if (number === 1) continue;
    const json = jsonOf(line, number);
    if (typeof json === 'object' && json !== null && 'end' in json) return;
    const parsed = rowLine.safeParse(json);
    if (!parsed.success) throw new RestoreRefused(`Line ${number} of the file is no row.`);
    yield parsed.data;
  }
}
