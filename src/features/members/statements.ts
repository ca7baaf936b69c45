import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';

const LIVE = { topic: 'users', id: 'user' };

/** Marks somebody as inactive. Who has left, or is erased, stays so: that says more. */
const MARK: AlsoStatement = {
  name: 'members.mark',
  sql: `INSERT INTO member (guild, user_id, state, since, name, avatar, checked_at)
    SELECT ?1, value ->> '$.r.user', 'inactive', value ->> '$.at', '', '', 0 FROM json_each(?2) WHERE true
    ON CONFLICT (guild, user_id) DO UPDATE SET since = IIF(state IN ('left', 'erased'), since, excluded.since),
      state = IIF(state IN ('left', 'erased'), state, 'inactive')`,
  live: LIVE,
};

/** Back to active, whatever it was; the next look-up says whether it is true, and learns the name again. */
const REACTIVATE: AlsoStatement = {
  name: 'members.reactivate',
  sql: `UPDATE member SET state = 'active', since = (SELECT MAX(value ->> '$.at') FROM json_each(?2)), checked_at = 0
    WHERE guild = ?1 AND user_id IN (SELECT value ->> '$.r.user' FROM json_each(?2))`,
  live: LIVE,
};

/** Everything that describes the person goes from the row; the id stays, because the balances hang on it. */
const ERASE: AlsoStatement = {
  name: 'members.erase',
  sql: `INSERT INTO member (guild, user_id, state, since, name, avatar, checked_at)
    SELECT ?1, value ->> '$.r.user', 'erased', value ->> '$.at', '', '', 0 FROM json_each(?2) WHERE true
    ON CONFLICT (guild, user_id) DO UPDATE SET state = 'erased', since = excluded.since, name = '', avatar = '', joined_at = NULL, checked_at = 0`,
  live: LIVE,
};

/** Tasks that a member has ever claimed: their proofs are found through these, for which there are indexes. */
const TASKS_OF_MEMBERS = `SELECT DISTINCT ?1, claim.task_id, claim.member FROM json_each(?2) AS item
  CROSS JOIN claim INDEXED BY claim_member ON claim.guild = ?1 AND claim.member = item.value ->> '$.r.user'`;

/** Proof cards of a member go from Discord. Runs before the proofs are emptied. */
const CARDS: AlsoStatement = {
  name: 'members.erase_cards',
  sql: `UPDATE message SET removed = 1, wanted = wanted + 1, state = 'pending_sync', attempts = 0,
      due = (SELECT MAX(value ->> '$.at') FROM json_each(?2)), updated_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND kind = 'proof' AND record IN (SELECT CAST(submission_id AS TEXT) FROM submission INDEXED BY submission_task
      WHERE (guild, task_id, member) IN (${TASKS_OF_MEMBERS}))`,
  wakes: true,
};

const HASHES: AlsoStatement = {
  name: 'members.erase_hashes',
  sql: `DELETE FROM proof_file WHERE (guild, sha256, submission_id) IN (SELECT ?1, file.value ->> '$.sha256', submission.submission_id
    FROM submission INDEXED BY submission_task CROSS JOIN json_each(submission.files) AS file
    WHERE (submission.guild, submission.task_id, submission.member) IN (${TASKS_OF_MEMBERS}))`,
};

/** Proofs are emptied; their numbers stay taken, and what they were paid is in the entries. */
const PROOFS: AlsoStatement = {
  name: 'members.erase_proofs',
  sql: `UPDATE submission INDEXED BY submission_task SET state = 'deleted', version = version + 1, text = '', link = '', files = '[]',
      reason = '', appeal_reason = '' WHERE (guild, task_id, member) IN (${TASKS_OF_MEMBERS}) AND state <> 'deleted'`,
};

/** A proof that waits is gone, so its claim goes back to the member first, and then is dropped with the others: the slot is free again. */
const CLAIMS_BACK: AlsoStatement = {
  name: 'members.erase_claims_back',
  sql: `UPDATE claim SET state = 'rejected', version = version + 1 WHERE guild = ?1 AND state = 'submitted'
    AND member IN (SELECT value ->> '$.r.user' FROM json_each(?2))`,
};

const CLAIMS_DROP: AlsoStatement = {
  name: 'members.erase_claims_drop',
  sql: `UPDATE claim SET state = 'dropped', version = version + 1, updated_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND state IN ('claimed', 'changes', 'rejected') AND member IN (SELECT value ->> '$.r.user' FROM json_each(?2))`,
};

/** What staff noted on finished orders, titles of past bounties, words of deliveries. An order that waits keeps its note until it is done. */
const ORDERS: AlsoStatement = {
  name: 'members.erase_orders',
  sql: `UPDATE fulfilment SET note = '', version = version + 1 WHERE guild = ?1 AND note <> '' AND state <> 'waiting'
    AND member IN (SELECT value ->> '$.r.user' FROM json_each(?2))`,
};

const BOUNTIES: AlsoStatement = {
  name: 'members.erase_bounties',
  sql: `UPDATE bounty SET title = '', version = version + 1 WHERE guild = ?1 AND title <> '' AND status <> 'open'
    AND owner IN (SELECT value ->> '$.r.user' FROM json_each(?2))`,
};

const DELIVERED: AlsoStatement = {
  name: 'members.erase_delivered',
  sql: `UPDATE bounty_taker SET note = '' WHERE guild = ?1 AND note <> '' AND member IN (SELECT value ->> '$.r.user' FROM json_each(?2))`,
};

export const markInactive = (user: string): AlsoRow => ({ statement: MARK.name, row: { user } });
export const reactivateMember = (user: string): AlsoRow => ({ statement: REACTIVATE.name, row: { user } });

const ERASURE = [CARDS, HASHES, PROOFS, CLAIMS_BACK, CLAIMS_DROP, ORDERS, BOUNTIES, DELIVERED, ERASE];
/** Everything of an erasure, in the order in which it goes. */
export const eraseMember = (user: string): AlsoRow[] => ERASURE.map(({ name }) => ({ statement: name, row: { user } }));

/** In the order in which a batch runs them. */
export const MEMBER_STATEMENTS: AlsoStatement[] = [MARK, REACTIVATE, ...ERASURE];
