import type { Refusal } from '../../kernel/errors.ts';
import type { AlsoRow, Json } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';
import type { ClaimRow, SubmissionRow, TaskRow } from './rows.ts';

const refused = (name: string): Refusal => ({ code: 'conflict', text: `tasks.refused.${name}` });

/** What the guards of a claim's step mean; see migrations/0006_tasks.sql. */
const CLAIM_GUARDS: Record<string, 'conflict' | Refusal> = {
  'tasks:moved': 'conflict', 'tasks:step': 'conflict', 'tasks:early': 'conflict', 'tasks:closed': refused('closed'), 'tasks:full': refused('full'),
  'tasks:claimed': refused('claimed'), 'tasks:late': refused('late'),
};

/** Writes a task whole; a change cites the version after the one that it was made on. */
const TASK_SAVE: AlsoStatement = {
  name: 'tasks.save',
  sql: `INSERT INTO task (guild, task_id, version, name, description, reward, reward_item, reward_quantity, category, max_claims,
      per_member, assigned, required_role, granted_role, proof, claim_hours, expires_at, recurrence, round, round_ends, due,
      status, taken, completed, created_by, created_at, updated_at)
    SELECT ?1, value ->> '$.r.taskId', value ->> '$.r.version', value ->> '$.r.name', value ->> '$.r.description',
      value ->> '$.r.reward', value ->> '$.r.rewardItem', value ->> '$.r.rewardQuantity', value ->> '$.r.category',
      value ->> '$.r.maxClaims', value ->> '$.r.perMember', json_extract(value, '$.r.assigned'), value ->> '$.r.requiredRole',
      value ->> '$.r.grantedRole', value ->> '$.r.proof', value ->> '$.r.claimHours', value ->> '$.r.expiresAt',
      value ->> '$.r.recurrence', value ->> '$.r.round', value ->> '$.r.roundEnds', value ->> '$.r.due', value ->> '$.r.status',
      0, 0, value ->> '$.by', value ->> '$.at', value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, task_id) DO UPDATE SET taken = IIF(round = excluded.round, taken, 0), version = excluded.version,
      name = excluded.name, description = excluded.description, reward = excluded.reward, reward_item = excluded.reward_item,
      reward_quantity = excluded.reward_quantity, category = excluded.category, max_claims = excluded.max_claims,
      per_member = excluded.per_member, assigned = excluded.assigned, required_role = excluded.required_role,
      granted_role = excluded.granted_role, proof = excluded.proof, claim_hours = excluded.claim_hours,
      expires_at = excluded.expires_at, recurrence = excluded.recurrence, round = excluded.round,
      round_ends = excluded.round_ends, due = excluded.due, status = excluded.status, updated_at = excluded.updated_at`,
  guards: { 'tasks:task_moved': 'conflict', 'tasks:step': refused('closed') },
  live: { topic: 'tasks', id: 'taskId' },
};

/** The task is still as the plan read it: name, reward and roles are those that are paid and told. Writes no row. */
const TASK_VERSION: AlsoStatement = {
  name: 'tasks.version',
  sql: `INSERT INTO task_fence (guild, condition) SELECT ?1, 'version' FROM json_each(?2) WHERE NOT EXISTS (SELECT 1 FROM task
    WHERE guild = ?1 AND task_id = value ->> '$.r.task' AND version = value ->> '$.r.version')`,
  guards: { 'tasks:task_moved': 'conflict' },
};

/** Writes a proof that was handed in. Its number is given here, so that fifty members at once do not fight for one. */
const SUBMISSION_ADD: AlsoStatement = {
  name: 'tasks.submission_add',
  sql: `INSERT INTO submission (guild, submission_id, cause, task_id, member, round, turn, version, text, link, files, state, bonus,
      reason, appealed, appeal_reason, at)
    SELECT ?1, (SELECT COALESCE(MAX(submission_id), 0) FROM submission WHERE guild = ?1) + 1 + key, value ->> '$.k',
      value ->> '$.r.task', value ->> '$.r.member', value ->> '$.r.round', value ->> '$.r.turn', 1, value ->> '$.r.text',
      value ->> '$.r.link', json_extract(value, '$.r.files'), 'waiting', 0, '', 0, '', value ->> '$.at' FROM json_each(?2)`,
  guards: { 'tasks:moved': 'conflict', 'unique:submission': 'conflict' },
};

/** The hashes of the files of a proof. */
const PROOF_FILES: AlsoStatement = {
  name: 'tasks.proof_files',
  sql: `INSERT INTO proof_file (guild, sha256, submission_id)
    SELECT DISTINCT ?1, hash.value, submission.submission_id FROM json_each(?2) AS item
      CROSS JOIN submission ON submission.guild = ?1 AND submission.cause = item.value ->> '$.k'
      CROSS JOIN json_each(item.value, '$.r.hashes') AS hash WHERE true`,
};

/** The proof's card in the channel of the reviewers, under the number that SUBMISSION_ADD gave. */
const PROOF_CARD: AlsoStatement = {
  name: 'tasks.proof_card',
  sql: `INSERT INTO message (guild, kind, record, channel, wanted, shown, state, removed, attempts, due, error, updated_at)
    SELECT ?1, 'proof', CAST(submission.submission_id AS TEXT), value ->> '$.r.channel', 1, 0, 'pending_sync', 0, 0,
      value ->> '$.at', '', value ->> '$.at'
    FROM json_each(?2) CROSS JOIN submission ON submission.guild = ?1 AND submission.cause = value ->> '$.k'`,
  wakes: true,
};

/** A step of a proof: opened, decided, appealed. A row that is not there is inserted with a version that the guard refuses. */
const SUBMISSION_STEP: AlsoStatement = {
  name: 'tasks.submission_step',
  sql: `INSERT INTO submission (guild, submission_id, cause, task_id, member, round, turn, version, text, link, files, state,
      reviewer, lease_until, first_reviewer, bonus, decided_by, reason, appealed, appeal_reason, rejected_by, at, decided_at)
    SELECT ?1, value ->> '$.r.submissionId', value ->> '$.k', 0, '', 0, 0, value ->> '$.r.version', '', '', '[]',
      value ->> '$.r.state', value ->> '$.r.reviewer', value ->> '$.r.leaseUntil', value ->> '$.r.firstReviewer',
      value ->> '$.r.bonus', value ->> '$.r.decidedBy', value ->> '$.r.reason', value ->> '$.r.appealed',
      value ->> '$.r.appealReason', value ->> '$.r.rejectedBy', value ->> '$.at',
      IIF(value ->> '$.r.decidedBy' IS NULL, NULL, value ->> '$.at') FROM json_each(?2) WHERE true
    ON CONFLICT (guild, submission_id) DO UPDATE SET version = excluded.version, state = excluded.state,
      reviewer = excluded.reviewer, lease_until = excluded.lease_until, first_reviewer = excluded.first_reviewer,
      bonus = excluded.bonus, decided_by = excluded.decided_by, reason = excluded.reason, appealed = excluded.appealed,
      appeal_reason = excluded.appeal_reason, rejected_by = excluded.rejected_by, decided_at = excluded.decided_at`,
  guards: {
    'tasks:moved': 'conflict', 'tasks:step': 'conflict', 'tasks:own': refused('own'), 'tasks:same_reviewer': refused('same_reviewer'),
    'tasks:appeal': refused('appeal_reviewer'),
  },
  live: { topic: 'submissions', id: 'submissionId' },
};

/** A step of a claim. A proof of the same operation is entered into it. */
const CLAIM_STEP: AlsoStatement = {
  name: 'tasks.claim_step',
  sql: `INSERT INTO claim (guild, task_id, member, round, turn, version, state, claimed_at, deadline, due, submission_id, updated_at)
    SELECT ?1, value ->> '$.r.taskId', value ->> '$.r.member', value ->> '$.r.round', value ->> '$.r.turn', value ->> '$.r.version',
      value ->> '$.r.state', value ->> '$.at', value ->> '$.r.deadline', value ->> '$.r.due',
      COALESCE((SELECT submission_id FROM submission WHERE guild = ?1 AND cause = value ->> '$.k'), value ->> '$.r.submissionId'),
      value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, task_id, member, round, turn) DO UPDATE SET version = excluded.version, state = excluded.state,
      deadline = excluded.deadline, due = excluded.due, submission_id = excluded.submission_id, updated_at = excluded.updated_at`,
  guards: CLAIM_GUARDS,
  live: { topic: 'tasks', id: 'taskId' },
};

/** The member holds no more open claims than the server allows. Runs after the claim, and writes no row. */
const CLAIM_LIMIT: AlsoStatement = {
  name: 'tasks.claim_limit',
  sql: `INSERT INTO task_fence (guild, condition) SELECT ?1, 'limit' FROM json_each(?2) WHERE (SELECT COUNT(*)
      FROM claim INDEXED BY claim_open WHERE guild = ?1 AND member = value ->> '$.r.member'
        AND state IN ('claimed', 'submitted', 'changes', 'rejected'))
    > value ->> '$.r.limit'`,
  guards: { 'tasks:limit': refused('limit') },
};

/** Gives back every claim of a task that waits for its member. */
const CLAIMS_DROP: AlsoStatement = {
  name: 'tasks.claims_drop',
  sql: `UPDATE claim SET state = 'dropped', version = version + 1, updated_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND task_id IN (SELECT value ->> '$.r.task' FROM json_each(?2)) AND state IN ('claimed', 'changes', 'rejected')`,
};

/** Takes the cards of a task's proofs away; the outbox deletes the messages. Runs before the proofs are emptied. */
const PROOF_CARDS_REMOVE: AlsoStatement = {
  name: 'tasks.proof_cards_remove',
  sql: `UPDATE message SET removed = 1, wanted = wanted + 1, state = 'pending_sync', attempts = 0,
      due = (SELECT MAX(value ->> '$.at') FROM json_each(?2)), updated_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND kind = 'proof' AND record IN (SELECT CAST(submission_id AS TEXT) FROM json_each(?2)
      CROSS JOIN submission INDEXED BY submission_task ON submission.guild = ?1 AND submission.task_id = value ->> '$.r.task')`,
  wakes: true,
};

/** Empties the proofs of a task; the numbers stay taken. */
const PROOFS_CLEAR: AlsoStatement = {
  name: 'tasks.proofs_clear',
  sql: `UPDATE submission INDEXED BY submission_task SET state = 'deleted', version = version + 1, text = '', link = '', files = '[]',
      reason = '', appeal_reason = ''
    WHERE guild = ?1 AND task_id IN (SELECT value ->> '$.r.task' FROM json_each(?2)) AND state <> 'deleted'`,
};

/** Forgets the hashes of a task's proofs. Runs before the proofs are emptied, which name them. */
const HASHES_CLEAR: AlsoStatement = {
  name: 'tasks.hashes_clear',
  sql: `DELETE FROM proof_file WHERE (guild, sha256, submission_id) IN (SELECT ?1, file.value ->> '$.sha256', submission.submission_id
    FROM json_each(?2) AS item CROSS JOIN submission INDEXED BY submission_task
        ON submission.guild = ?1 AND submission.task_id = item.value ->> '$.r.task'
      CROSS JOIN json_each(submission.files) AS file)`,
};

const CLAIMS_CLEAR: AlsoStatement = {
  name: 'tasks.claims_clear',
  sql: `DELETE FROM claim WHERE guild = ?1 AND task_id IN (SELECT value ->> '$.r.task' FROM json_each(?2))`,
};

/**
 * What follows a payment: the role, then the message to the member. `{{balance}}` in it becomes the balance that the entry
 * of the same batch says, because a plan cannot know it.
 */
const REWARD_DELIVERY: AlsoStatement = {
  name: 'tasks.reward_delivery',
  sql: `INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at)
    SELECT ?1, (value ->> '$.k') || ':' || (value ->> '$.r.part'), replace(value ->> '$.r.steps', '{{balance}}', COALESCE((SELECT
      replace(printf('%,d', to_after), ',', value ->> '$.r.thousands') FROM entry WHERE guild = ?1 AND once_key = value ->> '$.r.once'), '?')),
      0, 'pending', 0, value ->> '$.at', '', value ->> '$.at' FROM json_each(?2)`,
  wakes: true,
};

const row = (statement: AlsoStatement, value: object): AlsoRow =>
  // Rows of the tables are plain data; the types of drizzle do not say so.
  ({ statement: statement.name, row: value as Json });

export const saveTask = (task: Omit<TaskRow, 'guild' | 'taken' | 'completed' | 'createdBy' | 'createdAt' | 'updatedAt'>): AlsoRow =>
  row(TASK_SAVE, { ...task, assigned: JSON.stringify(task.assigned) });
export const taskUnchanged = ({ taskId: task, version }: TaskRow): AlsoRow => row(TASK_VERSION, { task, version });
export const stepClaim = (claim: Omit<ClaimRow, 'guild' | 'claimedAt' | 'updatedAt'>): AlsoRow => row(CLAIM_STEP, claim);
export const claimLimit = (member: string, limit: number): AlsoRow => row(CLAIM_LIMIT, { member, limit });
export const stepSubmission = (proof: Omit<SubmissionRow, 'guild' | 'cause' | 'text' | 'link' | 'files' | 'at' | 'decidedAt'>): AlsoRow =>
  row(SUBMISSION_STEP, proof);
export const addSubmission = (proof: object): AlsoRow => row(SUBMISSION_ADD, proof);
export const addHashes = (hashes: string[]): AlsoRow => row(PROOF_FILES, { hashes });
export const postProof = (channel: string): AlsoRow => row(PROOF_CARD, { channel });
export const dropClaims = (task: number): AlsoRow => row(CLAIMS_DROP, { task });
/** Everything below a task that is deleted, in the order in which it goes. */
export const clearTask = (task: number): AlsoRow[] =>
  [PROOF_CARDS_REMOVE, HASHES_CLEAR, PROOFS_CLEAR, CLAIMS_CLEAR].map((statement) => row(statement, { task }));
export const rewardDelivery = (delivery: { steps: string; once: string; thousands: string; part: string }): AlsoRow => row(REWARD_DELIVERY, delivery);

/** In the order in which a batch runs them. */
export const TASK_STATEMENTS: AlsoStatement[] = [
  TASK_VERSION, TASK_SAVE, SUBMISSION_ADD, SUBMISSION_STEP, CLAIM_STEP, CLAIM_LIMIT, CLAIMS_DROP, PROOF_FILES, PROOF_CARD,
  PROOF_CARDS_REMOVE, HASHES_CLEAR, PROOFS_CLEAR, CLAIMS_CLEAR, REWARD_DELIVERY,
];
