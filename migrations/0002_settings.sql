-- One row of settings a guild: the object reads it whole, and a change cites the version it was made on.
CREATE TABLE guild_settings (
  guild TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- What staff did: who, what, before, after, from where. Append-only.
CREATE TABLE audit (
  guild TEXT NOT NULL,
  at INTEGER NOT NULL,
  op_key TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  before TEXT,
  after TEXT,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (guild, at, op_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_target ON audit (guild, target, at);

CREATE TRIGGER guild_settings_insert BEFORE INSERT ON guild_settings
BEGIN
  SELECT RAISE(ABORT, 'settings:version')
    WHERE NEW.version IS NOT COALESCE((SELECT version FROM guild_settings WHERE guild = NEW.guild), 0) + 1;
END;

CREATE TRIGGER guild_settings_update BEFORE UPDATE ON guild_settings
BEGIN
  SELECT RAISE(ABORT, 'settings:version') WHERE NEW.guild IS NOT OLD.guild OR NEW.version IS NOT OLD.version + 1;
END;

CREATE TRIGGER guild_settings_delete BEFORE DELETE ON guild_settings
BEGIN
  SELECT RAISE(ABORT, 'settings:immutable');
END;

CREATE TRIGGER audit_insert BEFORE INSERT ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit:exists')
    WHERE EXISTS (SELECT 1 FROM audit WHERE guild = NEW.guild AND at = NEW.at AND op_key = NEW.op_key);
END;

CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit:immutable');
END;

CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit:immutable');
END;
