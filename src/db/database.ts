/** One SQL statement with its bound values. */
export interface Statement {
  sql: string;
  params: unknown[];
}

export type Row = Record<string, unknown>;

/** What the ledger needs of a database; D1 in the Worker, SQLite with faults in the simulation. */
export interface Database {
  /** Runs the statements as one transaction on the primary and gives the rows of each. Throws what the database throws. */
  batch(statements: Statement[]): Promise<Row[][]>;
}

/** D1 as a Database. Prepared statements are kept, because the hot path sends the same few. */
export function d1Database(d1: D1Database): Database {
  const prepared = new Map<string, D1PreparedStatement>();
  const prepare = (sql: string): D1PreparedStatement => {
    let statement = prepared.get(sql);
    if (!statement) prepared.set(sql, (statement = d1.prepare(sql)));
    return statement;
  };
  return {
    async batch(statements) {
      const results = await d1.batch<Row>(statements.map(({ sql, params }) => prepare(sql).bind(...params)));
      return results.map((result) => result.results);
    },
  };
}
