import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Database, Row, Statement } from '../../src/db/database.ts';

/** A local database file inside one open transaction, as the ledger's own code sees a database. */
export class Target implements Database {
  readonly sqlite: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(sqlite: DatabaseSync) {
    this.sqlite = sqlite;
  }

  /** The statements join the transaction that is open: all of a restore commits, or nothing. */
  async batch(statements: Statement[]): Promise<Row[][]> {
    return statements.map(({ sql, params }) => this.all(sql, ...params));
  }

  all(sql: string, ...params: unknown[]): Row[] {
    let statement = this.#prepared.get(sql);
    if (!statement) this.#prepared.set(sql, (statement = this.sqlite.prepare(sql)));
    // Texts, integers and NULL are all that an export holds.
    return statement.all(...(params as SQLInputValue[])) as Row[];
  }

  /** Statements that were prepared on another schema are made anew after triggers came and went. */
  exec(sql: string): void {
    this.sqlite.exec(sql);
  }
}
