import { AppError } from '../../../kernel/errors.ts';
import type { ExportRow } from './format.ts';

/** Rows that one read brings: entries and their texts stay far below what a Worker may hold. */
export const EXPORT_SLICE = 500;

interface ArchiveFile {
  key: string;
  first: number;
  last: number;
}

/** The archive's files of a guild, by their names (see ledger/checkpoint.ts). */
async function archiveFiles(files: R2Bucket, guild: string): Promise<ArchiveFile[]> {
  const found: ArchiveFile[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await files.list({ prefix: `ledger/${guild}/entries-`, ...(cursor === undefined ? {} : { cursor }) });
    for (const { key } of page.objects) {
      const [, first, last] = /entries-(\d+)-(\d+)\.ndjson$/.exec(key) ?? [];
      if (first && last) found.push({ key, first: Number(first), last: Number(last) });
    }
    if (!page.truncated) return found;
    cursor = page.cursor;
  }
}

const missing = (seq: number): AppError => new AppError('unavailable', 'members.refused.archive', { seq });

/** @throws AppError `unavailable` where archived entries cannot be read any more, before anything is sent */
export async function assertArchiveWhole(d1: D1Database, files: R2Bucket, guild: string): Promise<void> {
  const first = await d1.prepare('SELECT MIN(seq) AS seq FROM entry WHERE guild = ?1').bind(guild).first<number>('seq');
  if (first === null || first === 1) return;
  const archived = await archiveFiles(files, guild);
  for (let next = 1; next < first; ) {
    const file = fileWith(archived, next);
    if (!file) throw missing(next);
    next = file.last + 1;
  }
}

/** The file with an entry in it; of several that overlap, because an archive was stopped, the one that goes furthest. */
function fileWith(archived: ArchiveFile[], seq: number): ArchiveFile | undefined {
  return archived.filter(({ first, last }) => first <= seq && seq <= last).sort((a, b) => b.last - a.last)[0];
}

/** Every entry up to `head` in the order of the chain, a slice at a time: archived ones from the bucket, the rest from the database. */
export async function* entrySlices(d1: D1Database, files: R2Bucket, guild: string, head: number): AsyncGenerator<ExportRow[]> {
  for (let seq = 0; seq < head; ) {
    const { results } = await d1.prepare('SELECT * FROM entry WHERE guild = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4')
      .bind(guild, seq, head, EXPORT_SLICE).all<ExportRow>();
    // The archive may have taken the next ones away since the last slice.
    const slice = results[0]?.['seq'] === seq + 1 ? results : await archivedSlice(files, guild, seq + 1);
    yield slice.filter((row) => Number(row['seq']) > seq && Number(row['seq']) <= head);
    seq = Number(slice.at(-1)?.['seq']);
  }
}

async function archivedSlice(files: R2Bucket, guild: string, seq: number): Promise<ExportRow[]> {
  const file = fileWith(await archiveFiles(files, guild), seq);
  const text = file && (await files.get(file.key).then((object) => object?.text()));
  if (text === undefined) throw missing(seq);
  return text.split('\n').map((line) => JSON.parse(line) as ExportRow);
}
