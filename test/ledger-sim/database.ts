import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Row, Statement } from '../../src/db/database.ts';

const FOLDER = join(import.meta.dirname, '../../migrations');

/** The SQL of every migration in order: the schema that the deployed databases have. */
export const MIGRATIONS: string = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'))
  .join('\n');

/** SQLite in memory with the schema, speaking D1's dialect of errors. */
export class SqliteLedger {
  readonly sqlite = new DatabaseSync(':memory:');
  readonly #prepared = new Map<string, StatementSync>();

  constructor(schema: string = MIGRATIONS) {
    this.sqlite.exec(schema);
  }

  /** Runs the statements as one transaction, as D1's batch does. */
  batch(statements: Statement[]): Row[][] {
    this.sqlite.exec('BEGIN IMMEDIATE');
    try {
      const rows = statements.map(({ sql, params }) => this.all(sql, ...params));
      this.sqlite.exec('COMMIT');
      return rows;
    } catch (error) {
      // RAISE(ABORT) leaves the transaction open; a few errors have ended it already.
      if (this.sqlite.isTransaction) this.sqlite.exec('ROLLBACK');
      throw asD1(error);
    }
  }

  /** The rows of one statement. */
  all(sql: string, ...params: unknown[]): Row[] {
    let statement = this.#prepared.get(sql);
    if (!statement) this.#prepared.set(sql, (statement = this.sqlite.prepare(sql)));
    // The ledger binds text, numbers and null only.
    return statement.all(...(params as SQLInputValue[])) as Row[];
  }

  close(): void {
    this.sqlite.close();
  }
}

const SQLITE_CONSTRAINT = 19;

function asD1(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const constraint = (Number(error.errcode) & 0xff) === SQLITE_CONSTRAINT;
  return new Error(`D1_ERROR: ${error.message}${constraint ? ': SQLITE_CONSTRAINT' : ''}`);
}
