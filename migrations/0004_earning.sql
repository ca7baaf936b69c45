-- One row a member instead of one a day: only today's sum is ever asked for. `day` is the moment (ms) at which the day
-- ends in the server's zone. Nothing has written the old table yet.
DROP TABLE earned_day;

CREATE TABLE earned_day (
  guild TEXT NOT NULL,
  account_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  previous INTEGER NOT NULL,
  PRIMARY KEY (guild, account_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER earned_day_insert BEFORE INSERT ON earned_day
BEGIN
  SELECT RAISE(ABORT, 'economy:earned_day') WHERE NEW.previous IS NOT COALESCE((SELECT amount FROM earned_day
      WHERE guild = NEW.guild AND account_id = NEW.account_id AND day = NEW.day), 0)
    OR (NEW.amount > NEW.previous) IS NOT TRUE;
END;

-- A roll-up adds to sums, so it must not run twice over the same entries: it cites the entry that it goes on from.
DROP TABLE period_rollup;

CREATE TABLE period_rollup (
  guild TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  previous INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER period_rollup_insert BEFORE INSERT ON period_rollup
BEGIN
  SELECT RAISE(ABORT, 'economy:rollup')
    WHERE NEW.previous IS NOT COALESCE((SELECT seq FROM period_rollup WHERE guild = NEW.guild), 0)
    OR (NEW.seq >= NEW.previous) IS NOT TRUE;
END;
