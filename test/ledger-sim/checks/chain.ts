import { entryHash, GENESIS, type EntryRow } from '../../../src/ledger/hash.ts';
import { entriesOf, hold, Replay, type LedgerOf } from './history.ts';

/** The entries are a chain without a gap, and the accounts are what the entries add up to. */
export function checkChain(history: LedgerOf): void {
  const entries = entriesOf(history);
  const replay = new Replay();
  let before: Pick<EntryRow, 'seq' | 'hash' | 'at'> = { seq: 0, hash: GENESIS, at: 0 };
  for (const entry of entries) {
    hold(entry.seq === before.seq + 1, 'sequence without gap', entry);
    hold(entry.prev_hash === before.hash && entry.hash === entryHash(entry), 'hash chain', entry);
    hold(entry.at >= before.at, 'time never runs backwards', entry);
    const { asset, amount } = entry;
    hold(entry.from_before === replay.of(entry.from_account, asset) && entry.to_before === replay.of(entry.to_account, asset), 'balance before', entry);
    hold(entry.from_after === entry.from_before - amount && entry.to_after === entry.to_before + amount, 'balance after', entry);
    hold(entry.from_after >= 0 || entry.from_account === '@mint', 'only @mint is negative', entry);
    replay.apply(entry);
    before = entry;
  }
  checkAccounts(history, replay);
  checkStatistics(history, entries);
}

function checkAccounts({ ledger, guild }: LedgerOf, replay: Replay): void {
  const rows = ledger.all('SELECT * FROM account WHERE guild = ?1', guild);
  const sums = new Map<string, number>();
  for (const row of rows) {
    const id = `${row['account_id']} ${row['asset']}`;
    const turnover = replay.turnover.get(id);
    hold(row['balance'] === replay.balances.get(id), 'an account is what its entries add up to', row);
    hold(row['total_in'] === turnover?.in && row['total_out'] === turnover?.out && row['last_seq'] === turnover?.last, 'turnover', row);
    sums.set(String(row['asset']), (sums.get(String(row['asset'])) ?? 0) + Number(row['balance']));
  }
  hold(rows.length === replay.balances.size, 'an account row for every account with entries', rows);
  for (const [asset, sum] of sums) hold(sum === 0, 'balances of an asset sum to zero', { asset, sum });
}

function checkStatistics({ ledger, guild }: LedgerOf, entries: EntryRow[]): void {
  const expected = new Map<string, string>();
  for (const { at, asset, kind } of entries) {
    const day = Math.floor(at / 86_400_000);
    const same = entries.filter((entry) => Math.floor(entry.at / 86_400_000) === day && entry.asset === asset && entry.kind === kind);
    expected.set(`${day} ${asset} ${kind}`, `${same.length} ${same.reduce((sum, entry) => sum + entry.amount, 0)}`);
  }
  const rows = ledger.all('SELECT * FROM stat WHERE guild = ?1', guild);
  hold(rows.length === expected.size, 'a statistics row for each day, asset and kind', rows);
  for (const row of rows) {
    const found = expected.get(`${row['day']} ${row['asset']} ${row['kind']}`);
    hold(found === `${row['count']} ${row['amount']}`, 'statistics are what the entries add up to', { row, found });
  }
}
