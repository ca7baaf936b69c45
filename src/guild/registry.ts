import type { Refusal } from '../kernel/errors.ts';
import { MOVEMENTS_MAX } from '../kernel/limits.ts';
import type { Operation } from '../ledger/operation.ts';
import type { AlsoStatement } from '../ledger/statements.ts';

/** The features' statements by name, in the order in which a batch runs them. */
export class StatementRegistry {
  readonly #byName: Map<string, AlsoStatement>;

  constructor(statements: AlsoStatement[]) {
    this.#byName = new Map(statements.map((statement) => [statement.name, statement]));
    if (this.#byName.size !== statements.length) throw new Error('two statements share a name');
  }

  /** The statement registered under a name. Throws where none is: a feature forgot to list it. */
  get(name: string): AlsoStatement {
    const statement = this.#byName.get(name);
    if (!statement) throw new Error(`no statement is registered as ${name}`);
    return statement;
  }

  /** Throws where an operation could never commit and would only hold up the group that it is in. */
  check(op: Operation): void {
    for (const { statement } of op.also ?? []) this.get(statement);
    if ((op.movements ?? []).length > MOVEMENTS_MAX) throw new Error(`an operation of too many movements: ${op.kind}`);
  }

  /** What a guard means to the statements that an operation carries. */
  guard(op: Operation, guard: string): Refusal | 'conflict' | undefined {
    for (const { statement } of op.also ?? []) {
      const meaning = this.get(statement).guards?.[guard];
      if (meaning) return meaning;
    }
    return undefined;
  }

  /** Whether an operation leaves rows for the outbox. */
  wakes({ also = [] }: Pick<Operation, 'also'>): boolean {
    return also.some(({ statement }) => this.get(statement).wakes === true);
  }

  /** The records that an operation changes, as its statements declare them. */
  records({ also = [] }: Pick<Operation, 'also'>): { topic: string; id: string }[] {
    return also.flatMap(({ statement, row }) => {
      const { live } = this.get(statement);
      if (!live || typeof row !== 'object' || row === null || Array.isArray(row)) return [];
      return [{ topic: live.topic, id: String(row[live.id] ?? '') }];
    });
  }
}
