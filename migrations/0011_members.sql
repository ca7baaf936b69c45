-- What is known of a server's members beside their money. Rows are made by look-ups at Discord and by staff, never by a
-- member's command: a command would pay for them. Who has no row has an account and counts as active.

CREATE TABLE member (
  guild TEXT NOT NULL,
  user_id TEXT NOT NULL,
  -- left: Discord knew no such member; inactive: marked by staff; erased: asked for their data to go.
  state TEXT NOT NULL CHECK (state IN ('active', 'inactive', 'left', 'erased')),
  -- Since when the state holds; for `left` the moment at which the absence was noticed.
  since INTEGER NOT NULL,
  -- Empty until Discord has told it, and again after an erasure.
  name TEXT NOT NULL,
  -- Path below Discord's file host, or empty.
  avatar TEXT NOT NULL,
  joined_at INTEGER,
  -- When Discord was last asked; 0: never.
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (guild, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_name ON member (guild, name COLLATE NOCASE, user_id) WHERE name <> '';
CREATE INDEX member_gone ON member (guild, since, user_id) WHERE state <> 'active';

-- How far the look-ups of a guild have come: they walk its accounts in order, so that the oldest check is always next.
CREATE TABLE member_sweep (
  guild TEXT NOT NULL PRIMARY KEY,
  -- The account after which the next look-ups go on; empty: from the start.
  after TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- When the full list was last read, or refused for want of the privileged intent.
  listed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX member_sweep_at ON member_sweep (at, guild);

-- An erasure is not undone by a look-up that was under way: a name comes back only with another state.
CREATE TRIGGER member_update BEFORE UPDATE ON member
BEGIN
  SELECT RAISE(ABORT, 'members:erased') WHERE NEW.state = 'erased' AND (NEW.name <> '' OR NEW.avatar <> '' OR NEW.joined_at IS NOT NULL);
END;

-- Texts about a person may be emptied in what is otherwise final; nothing else of it may change, as before.
DROP TRIGGER fulfilment_update;
CREATE TRIGGER fulfilment_update BEFORE UPDATE ON fulfilment
BEGIN
  SELECT RAISE(ABORT, 'shop:order') WHERE (NEW.guild = OLD.guild AND NEW.fulfilment_id = OLD.fulfilment_id
    AND NEW.version = OLD.version + 1 AND NEW.member = OLD.member AND NEW.item_id = OLD.item_id
    AND NEW.quantity = OLD.quantity AND NEW.value = OLD.value
    AND (OLD.state = 'waiting' OR (NEW.state = OLD.state AND NEW.note = '' AND NEW.by = OLD.by AND NEW.name = OLD.name))) IS NOT TRUE;
END;

DROP TRIGGER bounty_update;
CREATE TRIGGER bounty_update BEFORE UPDATE ON bounty
BEGIN
  SELECT RAISE(ABORT, 'tasks:bounty_moved') WHERE NEW.version IS NOT OLD.version + 1 OR (OLD.status IS NOT 'open'
    AND (NEW.status = OLD.status AND NEW.title = '' AND NEW.winners = OLD.winners AND NEW.deadline IS OLD.deadline) IS NOT TRUE);
  SELECT RAISE(ABORT, 'tasks:step') WHERE NEW.guild IS NOT OLD.guild OR NEW.bounty_id IS NOT OLD.bounty_id
    OR NEW.owner IS NOT OLD.owner OR NEW.reward IS NOT OLD.reward OR NEW.slots IS NOT OLD.slots;
END;
