import { entriesOf, hold, type History, type LedgerOf } from './history.ts';

/** @escrow holds exactly what the holds say, hold by hold. */
export function checkHolds(history: LedgerOf & Pick<History, 'end'>): void {
  const { ledger, guild } = history;
  const held = new Map<string, number>();
  for (const entry of entriesOf(history)) {
    const change = (entry.to_account === '@escrow' ? entry.amount : 0) - (entry.from_account === '@escrow' ? entry.amount : 0);
    if (change !== 0) held.set(String(entry.ref), (held.get(String(entry.ref)) ?? 0) + change);
  }
  let sum = 0;
  for (const row of ledger.all('SELECT * FROM hold WHERE guild = ?1', guild)) {
    const left = held.get(`hold:${row['hold_id']}`);
    hold(left !== undefined && left === row['held'], 'a hold is what its entries left of it', { row, left });
    hold(left > 0 ? true : row['state'] !== 'open', 'an emptied hold is closed', row);
    const due = row['expires_at'] !== null && Number(row['expires_at']) <= history.end;
    hold(left === 0 || !due, 'a hold that is due comes home', row);
    sum += left;
    held.delete(`hold:${row['hold_id']}`);
  }
  hold(held.size === 0, 'no entry belongs to a hold that is not there', [...held]);
  const [escrow] = ledger.all("SELECT balance FROM account WHERE guild = ?1 AND account_id = '@escrow' AND asset = 'coin'", guild);
  hold(Number(escrow?.['balance'] ?? 0) === sum, '@escrow is the sum of what is held', { escrow, sum });
}
