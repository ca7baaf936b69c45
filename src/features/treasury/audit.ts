import { BATCH_ENTRIES_MAX } from '../../kernel/limits.ts';
import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';

/**
 * The audit row of a change of a balance, with the balance before and after as the entry of the same batch says. An
 * operation that moved nothing leaves no row. The index is named because the planner would else read the whole batch window.
 */
export const BALANCE_AUDIT: AlsoStatement = {
  name: 'treasury.balance_audit',
  sql: `INSERT INTO audit (guild, at, op_key, actor, action, target, before, after, reason, source)
    SELECT ?1, value ->> '$.at', value ->> '$.k', value ->> '$.by', value ->> '$.r.action', value ->> '$.r.account',
      json_object('balance', IIF(entry.to_account = value ->> '$.r.account', entry.to_before, entry.from_before)),
      json_object('balance', IIF(entry.to_account = value ->> '$.r.account', entry.to_after, entry.from_after)),
      value ->> '$.r.reason', value ->> '$.r.source'
    FROM json_each(?2) CROSS JOIN entry INDEXED BY entry_kind ON entry.guild = ?1 AND entry.kind = value ->> '$.r.kind'
      AND entry.seq > (SELECT MAX(seq) FROM entry WHERE guild = ?1) - ${BATCH_ENTRIES_MAX}
      AND entry.op_key = value ->> '$.k'`,
};

interface BalanceNote {
  action: string;
  /** The account whose balance staff changed. */
  account: string;
  /** Kind of the entry that changed it; one entry of this kind an operation. */
  kind: string;
  reason: string;
  source: string;
}

export const balanceAudit = (note: BalanceNote): AlsoRow => ({ statement: BALANCE_AUDIT.name, row: { ...note } });
