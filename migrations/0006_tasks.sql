-- Tasks, claims, proofs and bounties. A step cites the version that it was planned on: of two that were planned on the
-- same one, one commits. Guards are RAISE(ABORT, 'tasks:<name>').

CREATE TABLE task (
  guild TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  reward INTEGER NOT NULL CHECK (reward >= 0),
  reward_item INTEGER,
  reward_quantity INTEGER NOT NULL,
  category TEXT NOT NULL,
  -- NULL: no limit.
  max_claims INTEGER CHECK (max_claims >= 1),
  per_member INTEGER NOT NULL CHECK (per_member >= 1),
  -- Members that the task is kept for; an empty list is everybody.
  assigned TEXT NOT NULL CHECK (json_valid(assigned)),
  required_role TEXT,
  granted_role TEXT,
  proof TEXT NOT NULL CHECK (proof IN ('none', 'text', 'link', 'file')),
  claim_hours INTEGER,
  expires_at INTEGER,
  recurrence TEXT NOT NULL CHECK (recurrence IN ('none', 'daily', 'weekly')),
  round INTEGER NOT NULL,
  -- The end of the round of a task that comes again.
  round_ends INTEGER,
  -- When cron has to look at it: the end of the round or of the task, whichever is first.
  due INTEGER,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'expired', 'deleted')),
  -- Slots of this round that are taken, and claims of all rounds that were accepted; counted by triggers.
  taken INTEGER NOT NULL,
  completed INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, task_id)
) STRICT, WITHOUT ROWID;

-- Without the status, so that counting and closing touch no index; cron clears `due` of what is closed.
CREATE INDEX task_due ON task (due, guild) WHERE due IS NOT NULL;

CREATE TABLE claim (
  guild TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  member TEXT NOT NULL,
  round INTEGER NOT NULL,
  -- Counts a member's claims of one task in one round.
  turn INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('claimed', 'submitted', 'changes', 'rejected', 'accepted', 'dropped', 'expired')),
  claimed_at INTEGER NOT NULL,
  deadline INTEGER,
  -- When cron has to look at it: the reminder, then the deadline.
  due INTEGER,
  submission_id INTEGER,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, task_id, member, round, turn),
  FOREIGN KEY (guild, task_id) REFERENCES task (guild, task_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_member ON claim (guild, member, claimed_at);
CREATE INDEX claim_open ON claim (guild, member) WHERE state IN ('claimed', 'submitted', 'changes', 'rejected');
CREATE INDEX claim_due ON claim (due, guild) WHERE due IS NOT NULL AND state IN ('claimed', 'changes', 'rejected');

CREATE TABLE submission (
  guild TEXT NOT NULL,
  submission_id INTEGER NOT NULL,
  -- Key of the operation that handed it in.
  cause TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  member TEXT NOT NULL,
  round INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  link TEXT NOT NULL,
  files TEXT NOT NULL CHECK (json_valid(files)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'rejected', 'changes', 'deleted')),
  -- Who has it open, and until when.
  reviewer TEXT,
  lease_until INTEGER,
  -- Who said yes first, where two have to.
  first_reviewer TEXT,
  bonus INTEGER NOT NULL,
  decided_by TEXT,
  reason TEXT NOT NULL,
  -- 1: the member has appealed; `rejected_by` is who said no, and may not decide again.
  appealed INTEGER NOT NULL CHECK (appealed IN (0, 1)),
  appeal_reason TEXT NOT NULL,
  rejected_by TEXT,
  at INTEGER NOT NULL,
  decided_at INTEGER,
  PRIMARY KEY (guild, submission_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX submission_cause ON submission (guild, cause);
CREATE INDEX submission_task ON submission (guild, task_id);
CREATE INDEX submission_waiting ON submission (guild, submission_id) WHERE state = 'waiting';

-- Files by their hash: the same one handed in by two is shown to the reviewer.
CREATE TABLE proof_file (
  guild TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  submission_id INTEGER NOT NULL,
  PRIMARY KEY (guild, sha256, submission_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE bounty (
  guild TEXT NOT NULL,
  bounty_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  owner TEXT NOT NULL,
  title TEXT NOT NULL,
  -- For each winner; reward × slots is held until it is paid or goes back.
  reward INTEGER NOT NULL CHECK (reward >= 1),
  slots INTEGER NOT NULL CHECK (slots BETWEEN 1 AND 25),
  winners TEXT NOT NULL CHECK (json_valid(winners)),
  status TEXT NOT NULL CHECK (status IN ('open', 'settled', 'cancelled', 'expired')),
  deadline INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, bounty_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX bounty_open ON bounty (guild, bounty_id) WHERE status = 'open';
CREATE INDEX bounty_due ON bounty (deadline, guild) WHERE status = 'open' AND deadline IS NOT NULL;

-- Who works on a bounty, and what they have delivered.
CREATE TABLE bounty_taker (
  guild TEXT NOT NULL,
  bounty_id INTEGER NOT NULL,
  member TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('taken', 'delivered')),
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (guild, bounty_id, member),
  FOREIGN KEY (guild, bounty_id) REFERENCES bounty (guild, bounty_id)
) STRICT, WITHOUT ROWID;

-- Never holds a row: an insert that selects one is a condition that did not hold.
CREATE TABLE task_fence (
  guild TEXT NOT NULL,
  condition TEXT NOT NULL,
  PRIMARY KEY (guild, condition)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER task_fence_insert BEFORE INSERT ON task_fence
BEGIN
  SELECT RAISE(ABORT, 'tasks:task_moved') WHERE NEW.condition = 'version';
  SELECT RAISE(ABORT, 'tasks:limit') WHERE NEW.condition = 'limit';
  SELECT RAISE(ABORT, 'tasks:fence');
END;

CREATE TRIGGER task_insert BEFORE INSERT ON task
BEGIN
  SELECT RAISE(ABORT, 'tasks:task_moved') WHERE NEW.version IS NOT
    COALESCE((SELECT version FROM task WHERE guild = NEW.guild AND task_id = NEW.task_id), 0) + 1;
END;

CREATE TRIGGER task_update BEFORE UPDATE ON task
BEGIN
  SELECT RAISE(ABORT, 'tasks:step') WHERE NEW.guild IS NOT OLD.guild OR NEW.task_id IS NOT OLD.task_id
    OR (OLD.status = 'deleted' AND NEW.status IS NOT 'deleted');
  SELECT RAISE(ABORT, 'tasks:task_moved') WHERE NEW.version IS NOT OLD.version + 1 AND (NEW.version IS NOT OLD.version
    OR NEW.status IS NOT OLD.status OR NEW.round IS NOT OLD.round OR NEW.name IS NOT OLD.name OR NEW.reward IS NOT OLD.reward
    OR NEW.reward_item IS NOT OLD.reward_item OR NEW.reward_quantity IS NOT OLD.reward_quantity
    OR NEW.max_claims IS NOT OLD.max_claims OR NEW.per_member IS NOT OLD.per_member);
END;

CREATE TRIGGER task_delete BEFORE DELETE ON task
BEGIN
  SELECT RAISE(ABORT, 'tasks:immutable');
END;

CREATE TRIGGER claim_insert BEFORE INSERT ON claim
BEGIN
  SELECT RAISE(ABORT, 'tasks:moved') WHERE NEW.version IS NOT COALESCE((SELECT version FROM claim WHERE guild = NEW.guild
    AND task_id = NEW.task_id AND member = NEW.member AND round = NEW.round AND turn = NEW.turn), 0) + 1;
  SELECT RAISE(ABORT, 'tasks:step') WHERE NEW.version = 1 AND NEW.state IS NOT 'claimed';
  SELECT RAISE(ABORT, 'tasks:closed') WHERE NEW.version = 1 AND NOT EXISTS (SELECT 1 FROM task WHERE guild = NEW.guild
    AND task_id = NEW.task_id AND status = 'open' AND (expires_at IS NULL OR due IS NULL OR expires_at > NEW.updated_at));
  SELECT RAISE(ABORT, 'tasks:moved') WHERE NEW.version = 1
    AND NEW.round IS NOT (SELECT round FROM task WHERE guild = NEW.guild AND task_id = NEW.task_id);
  SELECT RAISE(ABORT, 'tasks:full') WHERE NEW.version = 1 AND EXISTS (SELECT 1 FROM task WHERE guild = NEW.guild
    AND task_id = NEW.task_id AND max_claims IS NOT NULL AND taken >= max_claims);
  SELECT RAISE(ABORT, 'tasks:claimed') WHERE NEW.version = 1 AND (SELECT COUNT(*) FROM claim WHERE guild = NEW.guild
      AND task_id = NEW.task_id AND member = NEW.member AND round = NEW.round AND state NOT IN ('dropped', 'expired'))
    >= (SELECT per_member FROM task WHERE guild = NEW.guild AND task_id = NEW.task_id);
END;

CREATE TRIGGER claim_update BEFORE UPDATE ON claim
BEGIN
  SELECT RAISE(ABORT, 'tasks:moved') WHERE NEW.version IS NOT OLD.version + 1;
  SELECT RAISE(ABORT, 'tasks:step') WHERE NEW.guild IS NOT OLD.guild OR NEW.task_id IS NOT OLD.task_id
    OR NEW.member IS NOT OLD.member OR NEW.round IS NOT OLD.round OR NEW.turn IS NOT OLD.turn
    OR (OLD.state || '>' || NEW.state) NOT IN (
      'claimed>claimed', 'changes>changes', 'rejected>rejected', 'claimed>submitted', 'changes>submitted', 'rejected>submitted',
      'claimed>dropped', 'changes>dropped', 'rejected>dropped', 'claimed>expired', 'changes>expired', 'rejected>expired',
      'submitted>accepted', 'submitted>changes', 'submitted>rejected', 'expired>submitted');
  SELECT RAISE(ABORT, 'tasks:late') WHERE NEW.state = 'submitted' AND NEW.submission_id IS NOT OLD.submission_id
    AND OLD.deadline IS NOT NULL AND (NEW.updated_at < OLD.deadline) IS NOT TRUE;
  SELECT RAISE(ABORT, 'tasks:early') WHERE NEW.state = 'expired' AND (NEW.updated_at >= OLD.deadline) IS NOT TRUE;
END;

CREATE TRIGGER claim_taken AFTER INSERT ON claim
BEGIN
  UPDATE task SET taken = taken + 1 WHERE guild = NEW.guild AND task_id = NEW.task_id AND round = NEW.round;
END;

CREATE TRIGGER claim_freed AFTER UPDATE ON claim WHEN NEW.state IN ('dropped', 'expired')
BEGIN
  UPDATE task SET taken = taken - 1 WHERE guild = NEW.guild AND task_id = NEW.task_id AND round = NEW.round;
END;

CREATE TRIGGER claim_retaken AFTER UPDATE ON claim WHEN OLD.state = 'expired'
BEGIN
  UPDATE task SET taken = taken + 1 WHERE guild = NEW.guild AND task_id = NEW.task_id AND round = NEW.round;
END;

-- Counts what is accepted; the last one of a task with a limit closes it.
CREATE TRIGGER claim_accepted AFTER UPDATE ON claim WHEN NEW.state = 'accepted'
BEGIN
  UPDATE task SET completed = completed + 1,
      version = version + IIF(status = 'open' AND recurrence = 'none' AND max_claims <= completed + 1, 1, 0),
      status = IIF(status = 'open' AND recurrence = 'none' AND max_claims <= completed + 1, 'closed', status)
    WHERE guild = NEW.guild AND task_id = NEW.task_id;
END;

CREATE TRIGGER submission_insert BEFORE INSERT ON submission
BEGIN
  SELECT RAISE(ABORT, 'tasks:moved') WHERE NEW.version IS NOT
    COALESCE((SELECT version FROM submission WHERE guild = NEW.guild AND submission_id = NEW.submission_id), 0) + 1;
  SELECT RAISE(ABORT, 'tasks:step') WHERE NEW.version = 1 AND NEW.state IS NOT 'waiting';
END;

CREATE TRIGGER submission_update BEFORE UPDATE ON submission
BEGIN
  SELECT RAISE(ABORT, 'tasks:moved') WHERE NEW.version IS NOT OLD.version + 1;
  SELECT RAISE(ABORT, 'tasks:step') WHERE NEW.guild IS NOT OLD.guild OR NEW.submission_id IS NOT OLD.submission_id
    OR NEW.cause IS NOT OLD.cause OR NEW.task_id IS NOT OLD.task_id OR NEW.member IS NOT OLD.member
    OR (NEW.state IS NOT 'deleted' AND (OLD.state || '>' || NEW.state) NOT IN (
      'waiting>waiting', 'waiting>accepted', 'waiting>rejected', 'waiting>changes', 'rejected>waiting'))
    OR (NEW.state IS NOT 'deleted' AND (NEW.text IS NOT OLD.text OR NEW.link IS NOT OLD.link OR NEW.files IS NOT OLD.files));
  SELECT RAISE(ABORT, 'tasks:own') WHERE OLD.state = 'waiting' AND NEW.state <> 'deleted'
    AND (NEW.decided_by IS OLD.member OR NEW.first_reviewer IS OLD.member);
  SELECT RAISE(ABORT, 'tasks:same_reviewer') WHERE NEW.state = 'accepted' AND NEW.decided_by IS OLD.first_reviewer;
  SELECT RAISE(ABORT, 'tasks:appeal') WHERE OLD.appealed = 1 AND OLD.state = 'waiting' AND NEW.state <> 'deleted'
    AND OLD.rejected_by IS NOT NULL AND (NEW.decided_by IS OLD.rejected_by OR NEW.first_reviewer IS OLD.rejected_by);
END;

CREATE TRIGGER submission_delete BEFORE DELETE ON submission
BEGIN
  SELECT RAISE(ABORT, 'tasks:immutable');
END;

CREATE TRIGGER bounty_insert BEFORE INSERT ON bounty
BEGIN
  SELECT RAISE(ABORT, 'tasks:bounty_moved') WHERE NEW.version IS NOT
    COALESCE((SELECT version FROM bounty WHERE guild = NEW.guild AND bounty_id = NEW.bounty_id), 0) + 1;
END;

CREATE TRIGGER bounty_update BEFORE UPDATE ON bounty
BEGIN
  SELECT RAISE(ABORT, 'tasks:bounty_moved') WHERE NEW.version IS NOT OLD.version + 1 OR OLD.status IS NOT 'open';
  SELECT RAISE(ABORT, 'tasks:step') WHERE NEW.guild IS NOT OLD.guild OR NEW.bounty_id IS NOT OLD.bounty_id
    OR NEW.owner IS NOT OLD.owner OR NEW.reward IS NOT OLD.reward OR NEW.slots IS NOT OLD.slots;
END;

CREATE TRIGGER bounty_delete BEFORE DELETE ON bounty
BEGIN
  SELECT RAISE(ABORT, 'tasks:immutable');
END;
