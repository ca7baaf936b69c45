-- A server's own slash commands, and how Discord has them.

-- A removed command stays as a row, so that its version goes on: what was planned on the old one cannot pass for the new.
CREATE TABLE custom_command (
  guild TEXT NOT NULL,
  name TEXT NOT NULL,
  -- A save cites the version after the one it was planned on; a paid run is fenced by it, so the price holds.
  version INTEGER NOT NULL,
  description TEXT NOT NULL,
  response TEXT NOT NULL,
  -- Coins that a run costs; 0 is free.
  cost INTEGER NOT NULL CHECK (cost BETWEEN 0 AND 9007199254740991),
  -- 1: only who runs it sees the answer.
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  uses INTEGER NOT NULL,
  last_used_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX custom_command_live ON custom_command (guild, name) WHERE removed = 0;

-- New commands of the last day: Discord takes so many a server and no more.
CREATE TABLE custom_command_creation (
  guild TEXT NOT NULL,
  at INTEGER NOT NULL,
  op_key TEXT NOT NULL,
  PRIMARY KEY (guild, at, op_key)
) STRICT, WITHOUT ROWID;

-- Refuses every row: a statement that inserts here under a condition is a guard that writes nothing.
CREATE TABLE custom_command_fence (guild TEXT NOT NULL) STRICT;

-- A command as Discord is to show it. The outbox brings Discord there; many changes come to one call.
CREATE TABLE guild_command (
  guild TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Description and options, as Discord takes them.
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  command_id TEXT,
  wanted INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending_sync', 'synced', 'failed')),
  -- 1: it goes from Discord, and then this row.
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  error TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER custom_command_insert BEFORE INSERT ON custom_command
BEGIN
  SELECT RAISE(ABORT, 'customcommands:version') WHERE NEW.version IS NOT COALESCE((SELECT version FROM custom_command
    WHERE guild = NEW.guild AND name = NEW.name), 0) + 1;
  SELECT RAISE(ABORT, 'customcommands:full') WHERE NEW.removed = 0
    AND NOT EXISTS (SELECT 1 FROM custom_command WHERE guild = NEW.guild AND name = NEW.name AND removed = 0)
    AND (SELECT COUNT(*) FROM custom_command WHERE guild = NEW.guild AND removed = 0) >= 100;
END;

-- A run counts and changes nothing else; a save goes one version on.
CREATE TRIGGER custom_command_update BEFORE UPDATE ON custom_command
BEGIN
  SELECT RAISE(ABORT, 'customcommands:version') WHERE (NEW.guild = OLD.guild AND NEW.name = OLD.name AND (NEW.version = OLD.version + 1
    OR (NEW.version = OLD.version AND NEW.uses > OLD.uses AND NEW.response = OLD.response AND NEW.cost = OLD.cost
      AND NEW.private = OLD.private AND NEW.removed = OLD.removed AND NEW.description = OLD.description))) IS NOT TRUE;
END;

CREATE TRIGGER custom_command_delete BEFORE DELETE ON custom_command
BEGIN
  SELECT RAISE(ABORT, 'customcommands:kept');
END;

CREATE TRIGGER custom_command_creation_insert BEFORE INSERT ON custom_command_creation
BEGIN
  SELECT RAISE(ABORT, 'customcommands:daily') WHERE (SELECT COUNT(*) FROM custom_command_creation
    WHERE guild = NEW.guild AND at > NEW.at - 86400000) >= 200;
END;

CREATE TRIGGER custom_command_creation_sweep AFTER INSERT ON custom_command_creation
BEGIN
  DELETE FROM custom_command_creation WHERE guild = NEW.guild AND at <= NEW.at - 86400000;
END;

CREATE TRIGGER custom_command_fence_insert BEFORE INSERT ON custom_command_fence
BEGIN
  SELECT RAISE(ABORT, 'customcommands:changed');
END;
