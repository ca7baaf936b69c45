import type { EntryRow } from '../../../src/ledger/hash.ts';
import type { AlsoRow } from '../../../src/ledger/operation.ts';
import { ITEM_SAVE } from '../../../src/features/shop/statements.ts';
import { SLOTS } from '../errands.ts';
import { PER_MEMBER } from '../trade.ts';
import { entriesOf, hold, opsOf, type History } from './history.ts';

/** What the shop and the tasks promise on top of the ledger. */
export function checkFeatures(history: History): void {
  checkLots(history);
  checkPurchases(history);
  checkTasks(history);
}

/** Lots are what their entries left of them, owner by owner. */
function checkLots({ ledger, guild }: History): void {
  const wrong = ledger.all(
    `SELECT account_id, balance, (SELECT COALESCE(SUM(unused), 0) FROM lot WHERE lot.guild = account.guild AND owner = account_id
      AND lot.asset = account.asset) AS lots
    FROM account WHERE guild = ?1 AND account_id >= 'u' AND asset <> 'coin' AND balance <> lots`, guild,
  );
  hold(wrong.length === 0, 'copies are held in lots', wrong);
}

/** A purchase takes quantity times the price that held when it committed; a member never goes past the limit. */
function checkPurchases(history: History): void {
  const { ledger, guild } = history;
  const also = new Map(opsOf(history).filter(({ outcome }) => outcome === 'done').map(({ op_key, result }) => [op_key, alsoOf(result)]));
  const entries = Map.groupBy(entriesOf(history), ({ op_key }) => op_key);
  const bought = new Map<string, number>();
  let price = 0;
  for (const { keys } of history.database.commits) {
    for (const key of keys) checkTrade((entries.get(key) ?? []).filter(({ kind }) => kind.startsWith('shop_') && kind !== 'shop_stock'), price, bought);
    // The fence of a batch runs before its edits.
    for (const { row } of keys.flatMap((key) => also.get(key) ?? []).filter(isEdit)) price = Number(at(row, 'price'));
  }
  for (const row of ledger.all('SELECT * FROM item_count WHERE guild = ?1', guild)) {
    hold(row['bought'] === (bought.get(String(row['account_id'])) ?? 0), 'the counter counts purchases less refunds', row);
  }
}

const isEdit = ({ statement }: AlsoRow): boolean => statement === ITEM_SAVE.name;

function checkTrade(entries: EntryRow[], price: number, bought: Map<string, number>): void {
  const coins = entries.find(({ asset }) => asset === 'coin');
  const copies = entries.find(({ asset }) => asset !== 'coin');
  if (!coins || !copies) return;
  const sold = copies.kind === 'shop_purchase';
  const member = sold ? copies.to_account : copies.from_account;
  const count = (bought.get(member) ?? 0) + (sold ? copies.amount : -copies.amount);
  hold(count >= 0 && count <= PER_MEMBER, 'nobody buys more than the limit', { member, count });
  bought.set(member, count);
  hold(!sold || coins.amount === copies.amount * price, 'a purchase takes the price that holds', { coins, copies, price });
}

/** Slots hold, and exactly what was accepted was paid. */
function checkTasks({ ledger, guild, ...history }: History): void {
  const [task] = ledger.all('SELECT * FROM task WHERE guild = ?1', guild);
  const claims = ledger.all('SELECT * FROM claim WHERE guild = ?1', guild);
  const taking = claims.filter(({ state }) => state !== 'dropped' && state !== 'expired').length;
  hold(Number(task?.['taken'] ?? 0) === taking && taking <= SLOTS, 'no more claims than slots, and each is counted', { task, claims });
  const accepted = claims.filter(({ state }) => state === 'accepted').length;
  const paid = entriesOf({ ledger, guild, ...history }).filter(({ kind }) => kind === 'task_reward').length;
  hold(accepted === paid && Number(task?.['completed'] ?? 0) === paid, 'what was accepted was paid, once', { accepted, paid, task });
  const proofs = ledger.all("SELECT * FROM submission WHERE guild = ?1 AND state = 'accepted'", guild);
  hold(proofs.length === paid, 'each payment has its proof', { proofs, paid });
}

function alsoOf(result: string): AlsoRow[] {
  const { data } = JSON.parse(result) as { data: { also?: AlsoRow[] } | null }; // stored by the clients of this simulation
  return data?.also ?? [];
}

function at(row: AlsoRow['row'] | undefined, name: string): unknown {
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? row[name] : undefined;
}
