import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tables of migrations/0006_tasks.sql as drizzle sees them; the SQL is the truth, with its triggers. */
export const task = sqliteTable(
  'task',
  {
    guild: text().notNull(),
    taskId: integer('task_id').notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    reward: integer().notNull(),
    rewardItem: integer('reward_item'),
    rewardQuantity: integer('reward_quantity').notNull(),
    category: text().notNull(),
    maxClaims: integer('max_claims'),
    perMember: integer('per_member').notNull(),
    assigned: text({ mode: 'json' }).$type<string[]>().notNull(),
    requiredRole: text('required_role'),
    grantedRole: text('granted_role'),
    proof: text({ enum: ['none', 'text', 'link', 'file'] }).notNull(),
    claimHours: integer('claim_hours'),
    expiresAt: integer('expires_at'),
    recurrence: text({ enum: ['none', 'daily', 'weekly'] }).notNull(),
    round: integer().notNull(),
    roundEnds: integer('round_ends'),
    due: integer(),
    status: text({ enum: ['open', 'closed', 'expired', 'deleted'] }).notNull(),
    taken: integer().notNull(),
    completed: integer().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.taskId] })],
);

export const claim = sqliteTable(
  'claim',
  {
    guild: text().notNull(),
    taskId: integer('task_id').notNull(),
    member: text().notNull(),
    round: integer().notNull(),
    turn: integer().notNull(),
    version: integer().notNull(),
    state: text({ enum: ['claimed', 'submitted', 'changes', 'rejected', 'accepted', 'dropped', 'expired'] }).notNull(),
    claimedAt: integer('claimed_at').notNull(),
    deadline: integer(),
    due: integer(),
    submissionId: integer('submission_id'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.taskId, table.member, table.round, table.turn] })],
);

/** A file of a proof: where its copy is, and where Discord had it. */
export interface ProofFile {
  name: string;
  type: string;
  size: number;
  sha256: string;
  /** Key of the copy in the bucket. */
  key: string;
  /** Discord's address, which ends after a while. */
  url: string;
}

export const submission = sqliteTable(
  'submission',
  {
    guild: text().notNull(),
    submissionId: integer('submission_id').notNull(),
    cause: text().notNull(),
    taskId: integer('task_id').notNull(),
    member: text().notNull(),
    round: integer().notNull(),
    turn: integer().notNull(),
    version: integer().notNull(),
    text: text().notNull(),
    link: text().notNull(),
    files: text({ mode: 'json' }).$type<ProofFile[]>().notNull(),
    state: text({ enum: ['waiting', 'accepted', 'rejected', 'changes', 'deleted'] }).notNull(),
    reviewer: text(),
    leaseUntil: integer('lease_until'),
    firstReviewer: text('first_reviewer'),
    bonus: integer().notNull(),
    decidedBy: text('decided_by'),
    reason: text().notNull(),
    appealed: integer().notNull(),
    appealReason: text('appeal_reason').notNull(),
    rejectedBy: text('rejected_by'),
    at: integer().notNull(),
    decidedAt: integer('decided_at'),
  },
  (table) => [primaryKey({ columns: [table.guild, table.submissionId] })],
);

export const proofFile = sqliteTable(
  'proof_file',
  { guild: text().notNull(), sha256: text().notNull(), submissionId: integer('submission_id').notNull() },
  (table) => [primaryKey({ columns: [table.guild, table.sha256, table.submissionId] })],
);

export const bounty = sqliteTable(
  'bounty',
  {
    guild: text().notNull(),
    bountyId: integer('bounty_id').notNull(),
    version: integer().notNull(),
    owner: text().notNull(),
    title: text().notNull(),
    reward: integer().notNull(),
    slots: integer().notNull(),
    winners: text({ mode: 'json' }).$type<string[]>().notNull(),
    status: text({ enum: ['open', 'settled', 'cancelled', 'expired'] }).notNull(),
    deadline: integer(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.bountyId] })],
);

export const bountyTaker = sqliteTable(
  'bounty_taker',
  {
    guild: text().notNull(),
    bountyId: integer('bounty_id').notNull(),
    member: text().notNull(),
    state: text({ enum: ['taken', 'delivered'] }).notNull(),
    note: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.bountyId, table.member] })],
);
