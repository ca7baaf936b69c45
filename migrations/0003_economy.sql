-- When a member last did a thing that has a cooldown, and how long the streak is.
-- A change cites the moment it was planned on (previous_at): of two that were planned on the same one, one commits.
CREATE TABLE cooldown (
  guild TEXT NOT NULL,
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  streak INTEGER NOT NULL,
  previous_at INTEGER NOT NULL,
  PRIMARY KEY (guild, account_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX cooldown_streak ON cooldown (guild, streak DESC, account_id) WHERE name = 'daily';

-- What a member earned by commands today; written only where the server has set a daily ceiling. One row a member, because
-- only today's sum is ever asked for: `day` is the moment (ms) at which the day ends in the server's zone.
CREATE TABLE earned_day (
  guild TEXT NOT NULL,
  account_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  previous INTEGER NOT NULL,
  PRIMARY KEY (guild, account_id)
) STRICT, WITHOUT ROWID;

-- Boards of periods are rolled up from the entries when somebody asks, never on the way of a payment.
CREATE TABLE period_total (
  guild TEXT NOT NULL,
  period TEXT NOT NULL,
  account_id TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (guild, period, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX period_total_rank ON period_total (guild, period, amount DESC, account_id);

-- A roll-up adds to sums, so it must not run twice over the same entries: it cites the entry that it goes on from.
CREATE TABLE period_rollup (
  guild TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  previous INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every nth place of a board, so that deep pages and ranks need no scan.
CREATE TABLE board_snapshot (
  guild TEXT NOT NULL,
  board TEXT NOT NULL,
  at INTEGER NOT NULL,
  members INTEGER NOT NULL,
  step INTEGER NOT NULL,
  marks TEXT NOT NULL CHECK (json_valid(marks)),
  PRIMARY KEY (guild, board)
) STRICT, WITHOUT ROWID;

-- Members known to carry a role that a board leaves out.
CREATE TABLE role_exclusion (
  guild TEXT NOT NULL,
  account_id TEXT NOT NULL,
  boards TEXT NOT NULL CHECK (json_valid(boards)),
  PRIMARY KEY (guild, account_id)
) STRICT, WITHOUT ROWID;

-- Bulk work that outlives a request: resumed by cron from its cursor, each member under a key of its own.
CREATE TABLE job (
  guild TEXT NOT NULL,
  job_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  input TEXT NOT NULL CHECK (json_valid(input)),
  cursor TEXT NOT NULL,
  done INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  error TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  lease_until INTEGER NOT NULL,
  PRIMARY KEY (guild, job_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_running ON job (lease_until, guild) WHERE state = 'running';

CREATE TRIGGER cooldown_insert BEFORE INSERT ON cooldown
BEGIN
  SELECT RAISE(ABORT, 'economy:cooldown') WHERE NEW.previous_at IS NOT COALESCE((SELECT at FROM cooldown
      WHERE guild = NEW.guild AND account_id = NEW.account_id AND name = NEW.name), 0)
    OR (NEW.at > NEW.previous_at) IS NOT TRUE;
END;

CREATE TRIGGER earned_day_insert BEFORE INSERT ON earned_day
BEGIN
  SELECT RAISE(ABORT, 'economy:earned_day') WHERE NEW.previous IS NOT COALESCE((SELECT amount FROM earned_day
      WHERE guild = NEW.guild AND account_id = NEW.account_id AND day = NEW.day), 0)
    OR (NEW.amount > NEW.previous) IS NOT TRUE;
END;

CREATE TRIGGER period_rollup_insert BEFORE INSERT ON period_rollup
BEGIN
  SELECT RAISE(ABORT, 'economy:rollup')
    WHERE NEW.previous IS NOT COALESCE((SELECT seq FROM period_rollup WHERE guild = NEW.guild), 0)
    OR (NEW.seq >= NEW.previous) IS NOT TRUE;
END;
