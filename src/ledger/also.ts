import { NOTE_MAX } from '../kernel/limits.ts';
import type { AlsoRow, Json } from './operation.ts';
import type { Problem } from './replay.ts';
import type { AlsoStatement } from './statements.ts';

/** Freezes an account, or the whole guild as `*`; a second freeze takes the new reason. */
const FREEZE: AlsoStatement = {
  name: 'freeze.set',
  sql: `INSERT INTO freeze (guild, account_id, reason, actor, at)
    SELECT ?1, value ->> '$.r.account', value ->> '$.r.reason', value ->> '$.by', value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, account_id) DO UPDATE SET reason = excluded.reason, actor = excluded.actor, at = excluded.at`,
  invalidates: 'freezes',
  live: { topic: 'users', id: 'account' },
};

const UNFREEZE: AlsoStatement = {
  name: 'freeze.clear',
  sql: `DELETE FROM freeze WHERE guild = ?1 AND account_id IN (SELECT value ->> '$.r.account' FROM json_each(?2))`,
  invalidates: 'freezes',
  live: { topic: 'users', id: 'account' },
};

const SETTINGS: AlsoStatement = {
  name: 'settings.save',
  sql: `INSERT INTO guild_settings (guild, version, value)
    SELECT ?1, value ->> '$.r.version', json_extract(value, '$.r.settings') FROM json_each(?2) WHERE true
    ON CONFLICT (guild) DO UPDATE SET version = excluded.version, value = excluded.value`,
  guards: { 'settings:version': 'conflict' },
  invalidates: 'settings',
  live: { topic: 'config', id: 'version' },
};

const AUDIT: AlsoStatement = {
  name: 'audit.add',
  sql: `INSERT INTO audit (guild, at, op_key, actor, action, target, before, after, reason, source)
    SELECT ?1, value ->> '$.at', value ->> '$.k', value ->> '$.by', value ->> '$.r.action', value ->> '$.r.target',
      json_extract(value, '$.r.before'), json_extract(value, '$.r.after'), value ->> '$.r.reason', value ->> '$.r.source'
    FROM json_each(?2)`,
};

/** Statements of the core that any feature may let ride. */
export const CORE_STATEMENTS: AlsoStatement[] = [FREEZE, UNFREEZE, SETTINGS, AUDIT];

export const freezeAccount = (account: string, reason: string): AlsoRow => ({ statement: FREEZE.name, row: { account, reason } });
export const unfreezeAccount = (account: string): AlsoRow => ({ statement: UNFREEZE.name, row: { account } });
export const saveSettings = (version: number, settings: Json): AlsoRow => ({
  statement: SETTINGS.name,
  row: { version, settings: JSON.stringify(settings) },
});

/** What staff did: `before` and `after` are what changed, `source` where it was asked (`discord:/eco give`). */
export interface AuditNote {
  action: string;
  target: string;
  before?: Json;
  after?: Json;
  reason?: string;
  source: string;
}

/** The audit row of a staff action; at most one an operation. */
export function auditRow({ action, target, before, after, reason = '', source }: AuditNote): AlsoRow {
  const text = (value: Json | undefined): Json => (value === undefined ? null : JSON.stringify(value));
  return {
    statement: AUDIT.name,
    row: { action, target, before: text(before), after: text(after), reason: reason.slice(0, NOTE_MAX), source },
  };
}

/** The rows that stop every movement of a server whose ledger does not add up. */
export function freezeOnDrift(problems: Problem[], source: string): AlsoRow[] {
  const reason = `Ledger check: ${[...new Set(problems.map(({ name }) => name))].slice(0, 5).join(', ')}`;
  return [freezeAccount('*', reason), auditRow({ action: 'ledger.freeze', target: 'guild', after: { problems: problems.length }, reason, source })];
}
