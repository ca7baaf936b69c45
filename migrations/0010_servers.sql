-- Servers, and what the operator looks at. These tables belong to no guild: their rows are in DB alone, and lie empty in
-- every other database. The exceptions are `presence` and `catalogue_copy`, whose rows are where their guild is.

-- What Discord has said of a server. `removed_at`: since when the bot is not there; its ledger stays.
CREATE TABLE server (
  guild TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  icon TEXT,
  owner_id TEXT,
  member_count INTEGER,
  -- The installation, where an event told of it.
  installed_at INTEGER,
  installed_by TEXT,
  removed_at INTEGER,
  -- When Discord last said that the bot is there.
  checked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Webhook events that were taken, by the hash of their body: Discord sends one again until it is acknowledged.
CREATE TABLE webhook_event (
  hash TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX webhook_event_at ON webhook_event (at);

-- Work that goes once a day over more than one tick: how far it is.
CREATE TABLE daily_run (
  name TEXT NOT NULL PRIMARY KEY,
  day INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The last moment of what happens too often for a row each: an interaction, an answer of Discord.
CREATE TABLE pulse (
  name TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Lines of the log that are worth keeping, redacted before they come here.
CREATE TABLE log_line (
  at INTEGER NOT NULL,
  -- Tells apart the lines of one millisecond, of however many isolates.
  n INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('info', 'warn', 'error')),
  event TEXT NOT NULL,
  reference TEXT,
  guild TEXT,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  PRIMARY KEY (at, n)
) STRICT, WITHOUT ROWID;

-- Lines by hour and level, those included that a storm kept out of log_line.
CREATE TABLE log_count (
  hour INTEGER NOT NULL,
  level TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hour, level)
) STRICT, WITHOUT ROWID;

-- What the operator has set at run time, one row a name.
CREATE TABLE app_setting (
  name TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER app_setting_insert BEFORE INSERT ON app_setting
BEGIN
  SELECT RAISE(ABORT, 'operations:version')
    WHERE NEW.version IS NOT COALESCE((SELECT version FROM app_setting WHERE name = NEW.name), 0) + 1;
END;

CREATE TRIGGER app_setting_update BEFORE UPDATE ON app_setting
BEGIN
  SELECT RAISE(ABORT, 'operations:version') WHERE NEW.name IS NOT OLD.name OR NEW.version IS NOT OLD.version + 1;
END;

-- Which status the bot is wished to show. Guild '0' is the application as a whole; the others are wishes of servers.
CREATE TABLE presence (
  guild TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('online', 'idle', 'dnd', 'invisible')),
  activity_type TEXT CHECK (activity_type IN ('playing', 'listening', 'watching', 'competing', 'custom')),
  activity_text TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER presence_insert BEFORE INSERT ON presence
BEGIN
  SELECT RAISE(ABORT, 'operations:version')
    WHERE NEW.version IS NOT COALESCE((SELECT version FROM presence WHERE guild = NEW.guild), 0) + 1;
END;

CREATE TRIGGER presence_update BEFORE UPDATE ON presence
BEGIN
  SELECT RAISE(ABORT, 'operations:version') WHERE NEW.guild IS NOT OLD.guild OR NEW.version IS NOT OLD.version + 1;
END;

-- The operator's shop items and tasks for every server that wants them. A removed entry stays, so that copies can follow.
CREATE TABLE catalogue (
  kind TEXT NOT NULL CHECK (kind IN ('shop', 'tasks')),
  entry_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  -- Hash of the Idempotency-Key under which it was made, and of what was asked.
  made_by TEXT,
  made_of TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (kind, entry_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX catalogue_made ON catalogue (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX catalogue_offered ON catalogue (kind, entry_id) WHERE removed = 0;

CREATE TRIGGER catalogue_insert BEFORE INSERT ON catalogue
BEGIN
  SELECT RAISE(ABORT, 'servers:catalogue_version')
    WHERE NEW.version <> 1 OR EXISTS (SELECT 1 FROM catalogue WHERE kind = NEW.kind AND entry_id = NEW.entry_id);
END;

CREATE TRIGGER catalogue_update BEFORE UPDATE ON catalogue
BEGIN
  SELECT RAISE(ABORT, 'servers:catalogue_version')
    WHERE (NEW.kind = OLD.kind AND NEW.entry_id = OLD.entry_id AND NEW.version = OLD.version + 1) IS NOT TRUE;
END;

-- Which item or task of a guild mirrors an entry, and at which version.
CREATE TABLE catalogue_copy (
  guild TEXT NOT NULL,
  kind TEXT NOT NULL,
  entry_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (guild, kind, entry_id)
) STRICT, WITHOUT ROWID;

-- Guilds that take something from the catalogue: few, and found without reading the settings of all.
CREATE INDEX guild_settings_global ON guild_settings (guild)
  WHERE value ->> '$.global.shop' = 1 OR value ->> '$.global.tasks' = 1;

-- What could not be delivered is counted by /health. These index rows exist only while something is wrong.
CREATE INDEX delivery_dead ON delivery (guild) WHERE state = 'dead';
CREATE INDEX message_failed ON message (guild) WHERE state = 'failed';
