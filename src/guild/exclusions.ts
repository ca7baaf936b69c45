import type { Database } from '../db/database.ts';
import { memberAccount } from '../ledger/accounts.ts';

const READ_SQL = 'SELECT account_id, boards FROM role_exclusion WHERE guild = ?1';
const SAVE_SQL = `INSERT INTO role_exclusion (guild, account_id, boards) VALUES (?1, ?2, ?3)
  ON CONFLICT (guild, account_id) DO UPDATE SET boards = excluded.boards`;

/**
 * Which members a board leaves out because of a role. Discord tells a member's roles only when the member acts, so the
 * object notes it then, and writes a row only when it changes.
 */
export class RoleExclusions {
  readonly #guild: string;
  readonly #database: Database;
  #known: Map<string, string> | null = null;

  constructor(guild: string, database: Database) {
    this.#guild = guild;
    this.#database = database;
  }

  async note(member: string, boards: string[]): Promise<void> {
    if (!this.#known) {
      const [rows = []] = await this.#database.batch([{ sql: READ_SQL, params: [this.#guild] }]);
      this.#known = new Map(rows.map((row) => [String(row['account_id']), String(row['boards'])]));
    }
    const account = memberAccount(member);
    const value = JSON.stringify(boards);
    if ((this.#known.get(account) ?? '[]') === value) return;
    this.#known.set(account, value);
    await this.#database.batch([{ sql: SAVE_SQL, params: [this.#guild, account, value] }]);
  }

  drop(): void {
    this.#known = null;
  }
}
