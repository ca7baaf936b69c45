import { failureOf } from '../../../db/failure.ts';
import { AppError } from '../../../kernel/errors.ts';
import { sha256 } from '../../../ledger/hash.ts';
import { ENTRIES_MAX, type EntryRow, type Kind } from './entry.ts';

const COLUMNS = 'kind, entry_id, version, value, removed, created_at, updated_at';
const OFFERED_SQL = `SELECT ${COLUMNS} FROM catalogue WHERE kind = ?1 AND removed = 0 AND entry_id > ?2 ORDER BY entry_id LIMIT ?3`;
const ONE_SQL = `SELECT ${COLUMNS} FROM catalogue WHERE kind = ?1 AND entry_id = ?2 AND removed = 0`;
const MADE_SQL = `SELECT ${COLUMNS}, made_of FROM catalogue WHERE made_by = ?1`;
const COUNT_SQL = 'SELECT COUNT(*) AS offered FROM catalogue WHERE kind = ?1 AND removed = 0';
const ADD_SQL = `INSERT INTO catalogue (kind, entry_id, version, value, removed, made_by, made_of, created_at, updated_at)
  SELECT ?1, COALESCE(MAX(entry_id), 0) + 1, 1, ?2, 0, ?3, ?4, ?5, ?5 FROM catalogue WHERE kind = ?1 RETURNING ${COLUMNS}`;
const SAVE_SQL = `UPDATE catalogue SET version = ?3, value = ?4, removed = ?5, updated_at = ?6 WHERE kind = ?1 AND entry_id = ?2 RETURNING ${COLUMNS}`;

const UNKNOWN = new AppError('not_found', 'servers.catalogue.unknown');

/** Entries on offer after an id, by id. */
export async function listEntries(db: D1Database, kind: Kind, after: number, limit: number): Promise<EntryRow[]> {
  return (await db.prepare(OFFERED_SQL).bind(kind, after, limit).all<EntryRow>()).results;
}

/** @throws AppError `not_found` for what is not on offer */
export async function readEntry(db: D1Database, kind: Kind, id: number): Promise<EntryRow> {
  const row = await db.prepare(ONE_SQL).bind(kind, id).first<EntryRow>();
  if (!row) throw UNKNOWN;
  return row;
}

export interface Adding {
  value: object;
  /** The client's Idempotency-Key, or null. */
  key: string | null;
  now: number;
  note: (row: Pick<EntryRow, 'kind'>) => D1PreparedStatement;
}

/**
 * Adds an entry; a second request under one key gets what the first one made.
 * @throws AppError `mismatch` for another entry under one key, `limited` where the catalogue is full
 */
export async function addEntry(db: D1Database, kind: Kind, { value, key, now, note }: Adding): Promise<EntryRow> {
  const madeBy = key === null ? null : sha256(key);
  const text = JSON.stringify(value);
  const madeOf = sha256(`${kind} ${text}`);
  const earlier = async (): Promise<EntryRow | null> => {
    const made = madeBy === null ? null : await db.prepare(MADE_SQL).bind(madeBy).first<EntryRow & { made_of: string }>();
    if (made && made.made_of !== madeOf) throw new AppError('mismatch', 'errors.key_reused');
    return made;
  };
  const before = await earlier();
  if (before) return before;
  const offered = await db.prepare(COUNT_SQL).bind(kind).first<number>('offered');
  if ((offered ?? 0) >= ENTRIES_MAX) throw new AppError('limited', 'servers.catalogue.full', { most: ENTRIES_MAX });
  try {
    const [added] = await db.batch<EntryRow>([db.prepare(ADD_SQL).bind(kind, text, madeBy, madeOf, now), note({ kind })]);
    if (added?.results[0]) return added.results[0];
  } catch (error) {
    // The same key, or the same next id, came first.
    if (failureOf(error).kind !== 'guard') throw error;
  }
  const made = await earlier();
  if (!made) throw new AppError('conflict', 'errors.busy');
  return made;
}

/** Writes the next version of an entry. @throws AppError `stale` where somebody else was first */
export async function saveEntry(
  db: D1Database, before: EntryRow, next: { value: string; removed: number }, now: number, note: D1PreparedStatement,
): Promise<EntryRow> {
  try {
    const save = db.prepare(SAVE_SQL).bind(before.kind, before.entry_id, before.version + 1, next.value, next.removed, now);
    const [saved] = await db.batch<EntryRow>([save, note]);
    if (!saved?.results[0]) throw UNKNOWN;
    return saved.results[0];
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'guard' && failure.name === 'servers:catalogue_version') throw new AppError('stale', 'errors.stale');
    throw error;
  }
}
