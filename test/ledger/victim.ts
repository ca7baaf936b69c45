import type { Database } from '../../src/db/database.ts';
import { Committer } from '../../src/guild/committer.ts';
import { StatementRegistry } from '../../src/guild/registry.ts';
import { MINT } from '../../src/ledger/accounts.ts';
import { CORE_STATEMENTS, freezeAccount } from '../../src/ledger/also.ts';
import type { EntryRow } from '../../src/ledger/hash.ts';
import { openHold } from '../../src/ledger/holds.ts';
import type { Operation } from '../../src/ledger/operation.ts';
import { KEY_RETENTION_MS } from '../../src/kernel/limits.ts';

/** Tables whose rows are value, or say who may move it. */
const TABLES = ['op', 'entry', 'account', 'hold', 'freeze', 'checkpoint', 'stat'] as const;

const AT = Date.UTC(2026, 0, 1);
export const operation = (key: string, rest: Partial<Operation>): Operation => ({ key, fingerprint: key, kind: 'test', actor: '9', ...rest });

/** An object of the guild as it is deployed, but for its clock. */
export function committerOf(database: Database, guild: string): Committer {
  return new Committer({
    guild, database, statements: new StatementRegistry(CORE_STATEMENTS), clock: () => AT, sleep: async () => undefined,
    rules: async () => ({ start: 0, cap: null }), invalidated: () => undefined,
  });
}

/** Writes a small ledger through the committer and gives its newest entry: u:1 has 50, u:2 30, 20 are held, u:3 is frozen. */
export async function makeVictim(database: Database, guild: string): Promise<EntryRow> {
  const committer = committerOf(database, guild);
  const ops = [
    operation('v:mint', { movements: [{ kind: 'grant', from: MINT, to: 'u:1', amount: 100 }] }),
    operation('v:pay', { movements: [{ kind: 'pay', from: 'u:1', to: 'u:2', amount: 30 }] }),
    operation('v:hold', openHold({ id: 'h1', owner: 'u:1', amount: 20, purpose: 'bet', expiresAt: null })),
    operation('v:freeze', { also: [freezeAccount('u:3', 'reasons')] }),
    operation('v:refused', { refuse: { code: 'limited', text: 'errors.too_fast' } }),
    operation('v:item', { movements: [{ kind: 'item', asset: 'item:7', from: MINT, to: 'u:1', amount: 3, onceKey: 'fact' }] }),
  ];
  for (const op of ops) {
    const outcome = await committer.submit(op);
    if (outcome.status === 'unknown' || outcome.status === 'conflict') throw new Error(`${op.key}: ${outcome.status}`);
  }
  const checkpoint = `INSERT INTO checkpoint (guild, seq, hash, at, object_key, object_hash, entries_below, keys_before)
    SELECT guild, seq, hash, ?2, 'k', 'h', 2, ?3 FROM entry WHERE guild = ?1 AND seq = 2`;
  await database.batch([{ sql: checkpoint, params: [guild, AT, AT - KEY_RETENTION_MS] }]);
  const [rows = []] = await database.batch([{ sql: 'SELECT * FROM entry WHERE guild = ?1 ORDER BY seq DESC LIMIT 1', params: [guild] }]);
  return rows[0] as unknown as EntryRow; // the columns are the fields of the type
}

/** All rows of the guild as text, to tell whether anything has changed. */
export async function stateOf(database: Database, guild: string): Promise<string> {
  const rows = await database.batch(TABLES.map((table) => ({ sql: `SELECT * FROM ${table} WHERE guild = ?1`, params: [guild] })));
  return JSON.stringify(rows);
}
