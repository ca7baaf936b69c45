-- What Discord has to be told. Rows are written in the batch of the record's change; the Outbox object sends them.

-- A message in Discord that mirrors a record: the outbox draws the record anew whenever `wanted` is ahead of `shown`.
CREATE TABLE message (
  guild TEXT NOT NULL,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  channel TEXT NOT NULL,
  message_id TEXT,
  wanted INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending_sync', 'synced', 'orphaned', 'failed')),
  -- 1: the record is gone, so the message goes, and then this row.
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  attempts INTEGER NOT NULL,
  due INTEGER NOT NULL,
  -- A creation was sent at this moment and its answer has not been seen: Discord may have the message.
  posting_at INTEGER,
  error TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, kind, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_pending ON message (guild, due) WHERE state = 'pending_sync';

-- Roles, direct messages and other single calls, in steps that are done in order. A row goes when its last step is done.
CREATE TABLE delivery (
  guild TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  steps TEXT NOT NULL CHECK (json_valid(steps)),
  done INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'dead')),
  attempts INTEGER NOT NULL,
  due INTEGER NOT NULL,
  error TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (guild, delivery_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_due ON delivery (due, guild) WHERE state = 'pending';

-- Channels that answered 403 or 404: nothing is sent there until an admin says so.
CREATE TABLE channel_off (
  guild TEXT NOT NULL,
  channel TEXT NOT NULL,
  code INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (guild, channel)
) STRICT, WITHOUT ROWID;

-- A card that is sent to another channel leaves no second one behind: the message in the old channel is taken away.
CREATE TRIGGER message_moved AFTER UPDATE OF channel ON message
WHEN OLD.message_id IS NOT NULL AND NEW.channel <> OLD.channel
BEGIN
  INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at)
  SELECT NEW.guild, 'moved:' || OLD.message_id,
    json_array(json_object('do', 'unpost', 'channel', OLD.channel, 'message', OLD.message_id)),
    0, 'pending', 0, NEW.updated_at, '', NEW.updated_at
  WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE guild = NEW.guild AND delivery_id = 'moved:' || OLD.message_id);
END;
