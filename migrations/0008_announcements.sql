-- Announcements and templates of embeds. A change cites the version that it was planned on; guards are
-- RAISE(ABORT, 'announcements:<name>') and RAISE(ABORT, 'embeds:<name>').

-- The last number that a server has given to a record of a kind. Numbers are never given again: messages and audit rows
-- name records that are gone.
CREATE TABLE given_number (
  guild TEXT NOT NULL,
  kind TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (guild, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER given_number_update BEFORE UPDATE ON given_number
BEGIN
  SELECT RAISE(ABORT, 'numbers:backwards') WHERE NEW.guild IS NOT OLD.guild OR NEW.kind IS NOT OLD.kind OR NEW.last <= OLD.last;
END;

CREATE TABLE announcement (
  guild TEXT NOT NULL,
  announcement_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  -- An embed in Discord's shape, or NULL for plain text.
  embed TEXT CHECK (embed IS NULL OR json_valid(embed)),
  -- The task that it tells of; the card is drawn from the task's row.
  task_id INTEGER,
  channel TEXT NOT NULL,
  -- '', 'everyone', 'here', or the id of a role.
  mention TEXT NOT NULL,
  pin INTEGER NOT NULL CHECK (pin IN (0, 1)),
  -- A repeating one is scheduled until it is stopped. `deleted` is how a row is told to go: it cites its version as every change does.
  state TEXT NOT NULL CHECK (state IN ('scheduled', 'posted', 'deleted')),
  -- The first time as the server's clocks show it (2026-10-25T09:00): repeats keep to the clock, whatever daylight saving does.
  wall TEXT,
  repeat TEXT NOT NULL CHECK (repeat IN ('none', 'daily', 'weekly', 'monthly')),
  -- When cron posts it next.
  due INTEGER,
  -- Postings so far; the n-th is the message of the record '<id>:<n>'.
  posts INTEGER NOT NULL,
  posted_at INTEGER,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, announcement_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX announcement_due ON announcement (due, guild) WHERE due IS NOT NULL;
CREATE INDEX announcement_task ON announcement (guild, task_id) WHERE task_id IS NOT NULL;

CREATE TRIGGER announcement_insert BEFORE INSERT ON announcement
BEGIN
  SELECT RAISE(ABORT, 'announcements:moved') WHERE NEW.version IS NOT COALESCE((SELECT version FROM announcement
    WHERE guild = NEW.guild AND announcement_id = NEW.announcement_id), 0) + 1;
  SELECT RAISE(ABORT, 'announcements:moved') WHERE NEW.version = 1
    AND NEW.announcement_id <= (SELECT last FROM given_number WHERE guild = NEW.guild AND kind = 'announcement');
  SELECT RAISE(ABORT, 'announcements:limit') WHERE NEW.version = 1
    AND (SELECT COUNT(*) FROM announcement WHERE guild = NEW.guild) >= 500;
END;

CREATE TRIGGER announcement_numbered AFTER INSERT ON announcement
BEGIN
  INSERT INTO given_number (guild, kind, last) SELECT NEW.guild, 'announcement', NEW.announcement_id WHERE true
    ON CONFLICT (guild, kind) DO UPDATE SET last = excluded.last;
END;

CREATE TRIGGER announcement_update BEFORE UPDATE ON announcement
BEGIN
  SELECT RAISE(ABORT, 'announcements:moved') WHERE NEW.version IS NOT OLD.version + 1;
  SELECT RAISE(ABORT, 'announcements:step') WHERE NEW.guild IS NOT OLD.guild OR NEW.announcement_id IS NOT OLD.announcement_id
    OR NEW.task_id IS NOT OLD.task_id OR NEW.posts < OLD.posts OR NEW.posts > OLD.posts + 1 OR OLD.state = 'deleted';
END;

CREATE TRIGGER announcement_gone AFTER UPDATE OF state ON announcement WHEN NEW.state = 'deleted'
BEGIN
  DELETE FROM announcement WHERE guild = NEW.guild AND announcement_id = NEW.announcement_id;
END;

CREATE TRIGGER announcement_delete BEFORE DELETE ON announcement
BEGIN
  SELECT RAISE(ABORT, 'announcements:step') WHERE OLD.state <> 'deleted';
END;

CREATE TABLE embed (
  guild TEXT NOT NULL,
  embed_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  -- Lower-case.
  name TEXT NOT NULL,
  -- The embed in Discord's shape.
  body TEXT NOT NULL CHECK (json_valid(body)),
  -- Copies that were ever posted; the n-th is the message of the record '<id>:<n>'.
  copies INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('kept', 'deleted')),
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, embed_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX embed_named ON embed (guild, name);

CREATE TRIGGER embed_insert BEFORE INSERT ON embed
BEGIN
  SELECT RAISE(ABORT, 'embeds:moved') WHERE NEW.version IS NOT
    COALESCE((SELECT version FROM embed WHERE guild = NEW.guild AND embed_id = NEW.embed_id), 0) + 1;
  SELECT RAISE(ABORT, 'embeds:moved') WHERE NEW.version = 1
    AND NEW.embed_id <= (SELECT last FROM given_number WHERE guild = NEW.guild AND kind = 'embed');
  SELECT RAISE(ABORT, 'embeds:name') WHERE EXISTS (SELECT 1 FROM embed
    WHERE guild = NEW.guild AND name = NEW.name AND embed_id IS NOT NEW.embed_id);
  SELECT RAISE(ABORT, 'embeds:limit') WHERE NEW.version = 1
    AND (SELECT COUNT(*) FROM embed WHERE guild = NEW.guild) >= 200;
END;

CREATE TRIGGER embed_numbered AFTER INSERT ON embed
BEGIN
  INSERT INTO given_number (guild, kind, last) SELECT NEW.guild, 'embed', NEW.embed_id WHERE true
    ON CONFLICT (guild, kind) DO UPDATE SET last = excluded.last;
END;

CREATE TRIGGER embed_update BEFORE UPDATE ON embed
BEGIN
  SELECT RAISE(ABORT, 'embeds:moved') WHERE NEW.version IS NOT OLD.version + 1;
  SELECT RAISE(ABORT, 'embeds:step') WHERE NEW.guild IS NOT OLD.guild OR NEW.embed_id IS NOT OLD.embed_id
    OR NEW.copies < OLD.copies OR NEW.copies > OLD.copies + 1 OR OLD.state = 'deleted';
END;

CREATE TRIGGER embed_gone AFTER UPDATE OF state ON embed WHEN NEW.state = 'deleted'
BEGIN
  DELETE FROM embed WHERE guild = NEW.guild AND embed_id = NEW.embed_id;
END;

CREATE TRIGGER embed_delete BEFORE DELETE ON embed
BEGIN
  SELECT RAISE(ABORT, 'embeds:step') WHERE OLD.state <> 'deleted';
END;

-- Whether the message shall be pinned, and whether it is.
ALTER TABLE message ADD COLUMN pin INTEGER NOT NULL DEFAULT 0 CHECK (pin IN (0, 1));
ALTER TABLE message ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));
-- Print of what a creation said whose answer has not been seen: by it the message is found again.
ALTER TABLE message ADD COLUMN posting_print TEXT;

-- A message that is gone, or is another one in another channel, is not pinned any more.
CREATE TRIGGER message_unpinned AFTER UPDATE OF message_id ON message
WHEN OLD.pinned = 1 AND NEW.message_id IS NULL
BEGIN
  UPDATE message SET pinned = 0 WHERE guild = NEW.guild AND kind = NEW.kind AND record = NEW.record;
END;

-- An announced task that changes is drawn anew wherever it was announced; the task's own card wakes the outbox.
CREATE TRIGGER announcement_task_changed AFTER UPDATE OF name, description, reward, expires_at, status ON task
WHEN NEW.name <> OLD.name OR NEW.description <> OLD.description OR NEW.reward <> OLD.reward OR NEW.expires_at IS NOT OLD.expires_at
  OR NEW.status <> OLD.status
BEGIN
  UPDATE message SET wanted = wanted + 1, state = IIF(state = 'synced', 'pending_sync', state), due = MAX(due, NEW.updated_at), updated_at = NEW.updated_at
  WHERE guild = NEW.guild AND kind = 'announcement' AND record IN (SELECT announcement_id || ':' || posts
    FROM announcement INDEXED BY announcement_task WHERE guild = NEW.guild AND task_id = NEW.task_id);
END;
