import type { AlsoRow } from '../../../src/ledger/operation.ts';
import { DAILY_MS } from '../intents.ts';
import { SKEW_MS } from '../world.ts';
import { entriesOf, hold, opsOf, type History } from './history.ts';

/** The rules that a plan and a guard keep together: cooldowns, facts that happen once, caps and freezes. */
export function checkRules(history: History): void {
  const { rules, faults } = history;
  const last = new Map<string, number>();
  const once = new Set<string>();
  for (const entry of entriesOf(history)) {
    if (entry.kind === 'daily') {
      const at = last.get(entry.to_account);
      hold(at === undefined || entry.at >= at + DAILY_MS - 2 * SKEW_MS, 'a daily comes once a period', entry);
      last.set(entry.to_account, entry.at);
    }
    if (entry.once_key !== null) hold(!once.has(entry.once_key), 'a fact happens once', entry);
    if (entry.once_key !== null) once.add(entry.once_key);
    const capped = rules.cap !== null && entry.asset === 'coin' && entry.to_account.startsWith('u:');
    const uncapped = ['start', 'reverse', 'hold_void', 'hold_expire', 'shop_refund', 'task_reward'].includes(entry.kind);
    hold(!capped || uncapped || entry.to_after <= (rules.cap ?? 0), 'no balance is brought past the cap', entry);
  }
  const unexpected = faults.filter((line) => line.includes('committer.fault'));
  hold(unexpected.length === 0, 'the committer has no fault of its own', unexpected);
  checkFreezes(history);
}

/** In the order of the commits, nothing moves to or from a frozen account. */
function checkFreezes(history: History): void {
  const entries = entriesOf(history);
  const done = new Map(opsOf(history).filter(({ outcome }) => outcome === 'done').map(({ op_key, result }) => [op_key, alsoOf(result)]));
  const frozen = new Set<string>();
  for (const { keys, from, to } of history.database.commits) {
    for (const entry of entries.slice(from, to)) {
      const stopped = ['*', entry.from_account, entry.to_account].some((account) => frozen.has(account));
      hold(!stopped, 'a frozen account stands still', { entry, frozen: [...frozen] });
    }
    // Thaws and freezes of one batch run in an order of their own, so such a batch says nothing about what follows.
    const rows = keys.flatMap((key) => done.get(key) ?? []);
    for (const account of rows.filter(isThaw).map(accountOf)) frozen.delete(account);
    if (!rows.some(isThaw)) for (const row of rows) if (row.statement === 'freeze.set') frozen.add(accountOf(row));
  }
}

function alsoOf(result: string): AlsoRow[] {
  const { data } = JSON.parse(result) as { data: { also?: AlsoRow[] } | null }; // stored by the clients of this simulation
  return data?.also ?? [];
}

function isThaw(row: AlsoRow): boolean {
  return row.statement === 'freeze.clear';
}

function accountOf({ row }: AlsoRow): string {
  return typeof row === 'object' && row !== null && 'account' in row ? String(row.account) : '';
}
