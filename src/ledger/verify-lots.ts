import type { Database } from '../db/database.ts';
import type { Problem } from './replay.ts';

/** One statement, so that both sides are read at one moment; only what differs comes back. */
const STRAY_LOTS = `SELECT account_id AS owner, asset, balance, held FROM (
    SELECT account_id, asset, balance, COALESCE((SELECT SUM(unused) FROM lot
      WHERE guild = ?1 AND owner = account.account_id AND asset = account.asset), 0) AS held
    FROM account WHERE guild = ?1 AND account_id >= 'u' AND asset >= 'item:' AND asset < 'item;')
  WHERE held <> balance
  UNION ALL SELECT owner, asset, 0, SUM(unused) FROM lot WHERE guild = ?1 AND NOT EXISTS (SELECT 1 FROM account
    WHERE guild = ?1 AND account_id = lot.owner AND asset = lot.asset) GROUP BY owner, asset
  LIMIT ?2`;

/** Members' copies of items whose lots do not add up to the balance that the ledger gives them, at most `most` of them. */
export async function strayLots(database: Database, guild: string, most: number): Promise<Problem[]> {
  const [rows = []] = await database.batch([{ sql: STRAY_LOTS, params: [guild, most] }]);
  return rows.map(({ owner, asset, balance, held }) => ({
    name: 'lots', account: String(owner), detail: `the lots of ${String(asset)} hold ${String(held)}, the balance is ${String(balance)}`,
  }));
}
