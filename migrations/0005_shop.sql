-- The shop. What is in stock and what a member holds are balances of the asset `item:<id>`, the rows here say what an item
-- is, and of which purchases a member's copies are left.

CREATE TABLE shop_item (
  guild TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  -- A save cites the version after the one it was planned on, a purchase is fenced by it, so the price holds.
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  emoji TEXT NOT NULL,
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 9007199254740991),
  category TEXT NOT NULL,
  -- 1: sold from @mint without end, 0: sold from what @shop holds.
  unlimited INTEGER NOT NULL CHECK (unlimited IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  limit_per_member INTEGER CHECK (limit_per_member >= 1),
  required_role TEXT,
  min_balance INTEGER CHECK (min_balance >= 1),
  transferable INTEGER NOT NULL CHECK (transferable IN (0, 1)),
  sell_rate INTEGER NOT NULL CHECK (sell_rate BETWEEN 0 AND 100),
  copy_days INTEGER CHECK (copy_days >= 1),
  actions TEXT NOT NULL CHECK (json_valid(actions)),
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, item_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX shop_item_shelf ON shop_item (guild, position, item_id) WHERE active = 1;

-- Copies that came by one entry (`seq`) and are still there. The sum of `unused` is the balance, always: only the trigger
-- lot_from_entry writes here, and the guards below let nothing else through. A lot that is used up goes.
CREATE TABLE lot (
  guild TEXT NOT NULL,
  owner TEXT NOT NULL,
  asset TEXT NOT NULL,
  seq INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  unused INTEGER NOT NULL,
  -- Coins that one copy cost whoever bought it, it travels with a gift.
  price INTEGER NOT NULL,
  -- 1: the owner bought it, so it may be given back.
  bought INTEGER NOT NULL,
  expires_at INTEGER,
  at INTEGER NOT NULL,
  -- The entry that explains the last change.
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (guild, owner, asset, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX lot_due ON lot (expires_at, guild) WHERE expires_at IS NOT NULL;

-- What a member has bought of an item that has a limit, refunds taken off. A change cites the version it was planned on.
CREATE TABLE item_count (
  guild TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  bought INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (guild, item_id, account_id)
) STRICT, WITHOUT ROWID;

-- A role that an item gave for a time: using another copy goes on from `until`, and the removal that was due goes.
CREATE TABLE timed_role (
  guild TEXT NOT NULL,
  member TEXT NOT NULL,
  role TEXT NOT NULL,
  until INTEGER NOT NULL,
  -- The delivery that takes the role away.
  delivery_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (guild, member, role)
) STRICT, WITHOUT ROWID;

-- An item that staff hands out by hand. Its number is the sequence number of the entry that used the copies.
CREATE TABLE fulfilment (
  guild TEXT NOT NULL,
  fulfilment_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  member TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  -- Coins that a refund gives back: what the copies had cost.
  value INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refunded')),
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (guild, fulfilment_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX fulfilment_waiting ON fulfilment (guild, created_at, fulfilment_id) WHERE state = 'waiting';

-- Refuses every row: a statement that inserts here under a condition is a guard that writes nothing.
CREATE TABLE shop_fence (guild TEXT NOT NULL) STRICT;
CREATE TABLE shop_stock_fence (guild TEXT NOT NULL) STRICT;

CREATE TRIGGER shop_fence_insert BEFORE INSERT ON shop_fence
BEGIN
  SELECT RAISE(ABORT, 'shop:changed');
END;

CREATE TRIGGER shop_stock_fence_insert BEFORE INSERT ON shop_stock_fence
BEGIN
  SELECT RAISE(ABORT, 'shop:stock');
END;

CREATE TRIGGER shop_item_insert BEFORE INSERT ON shop_item
BEGIN
  SELECT RAISE(ABORT, 'shop:version') WHERE NEW.version IS NOT COALESCE((SELECT version FROM shop_item
    WHERE guild = NEW.guild AND item_id = NEW.item_id), 0) + 1;
  SELECT RAISE(ABORT, 'shop:range') WHERE (NEW.price BETWEEN 0 AND 9007199254740991 AND NEW.sell_rate BETWEEN 0 AND 100
    AND NEW.unlimited IN (0, 1) AND NEW.active IN (0, 1) AND NEW.item_id >= 1) IS NOT TRUE;
END;

CREATE TRIGGER shop_item_update BEFORE UPDATE ON shop_item
BEGIN
  SELECT RAISE(ABORT, 'shop:version')
    WHERE (NEW.guild = OLD.guild AND NEW.item_id = OLD.item_id AND NEW.version = OLD.version + 1) IS NOT TRUE;
  SELECT RAISE(ABORT, 'shop:range') WHERE (NEW.price BETWEEN 0 AND 9007199254740991 AND NEW.sell_rate BETWEEN 0 AND 100
    AND NEW.unlimited IN (0, 1) AND NEW.active IN (0, 1)) IS NOT TRUE;
END;

-- Members may still hold copies: an item is retired, never deleted.
CREATE TRIGGER shop_item_delete BEFORE DELETE ON shop_item
BEGIN
  SELECT RAISE(ABORT, 'shop:immutable');
END;

CREATE TRIGGER item_count_insert BEFORE INSERT ON item_count
BEGIN
  SELECT RAISE(ABORT, 'shop:count') WHERE NEW.version IS NOT COALESCE((SELECT version FROM item_count
      WHERE guild = NEW.guild AND item_id = NEW.item_id AND account_id = NEW.account_id), 0) + 1
    OR (NEW.bought >= 0) IS NOT TRUE;
END;

CREATE TRIGGER timed_role_insert BEFORE INSERT ON timed_role
BEGIN
  SELECT RAISE(ABORT, 'shop:timed_role') WHERE NEW.version IS NOT COALESCE((SELECT version FROM timed_role
    WHERE guild = NEW.guild AND member = NEW.member AND role = NEW.role), 0) + 1;
END;

CREATE TRIGGER fulfilment_insert BEFORE INSERT ON fulfilment
BEGIN
  SELECT RAISE(ABORT, 'shop:order') WHERE NEW.version IS NOT COALESCE((SELECT version FROM fulfilment
    WHERE guild = NEW.guild AND fulfilment_id = NEW.fulfilment_id), 0) + 1;
END;

-- What is done or refunded stays so.
CREATE TRIGGER fulfilment_update BEFORE UPDATE ON fulfilment
BEGIN
  SELECT RAISE(ABORT, 'shop:order') WHERE (NEW.guild = OLD.guild AND NEW.fulfilment_id = OLD.fulfilment_id
    AND NEW.version = OLD.version + 1 AND OLD.state = 'waiting' AND NEW.member = OLD.member AND NEW.item_id = OLD.item_id
    AND NEW.quantity = OLD.quantity AND NEW.value = OLD.value) IS NOT TRUE;
END;

-- An entry to a member makes a lot, an entry from a member uses lots: the one that the entry names (`lot:<seq>`), or else
-- the oldest first. A gift that names its lot takes expiry and price along.
CREATE TRIGGER lot_from_entry AFTER INSERT ON entry WHEN substr(NEW.asset, 1, 5) = 'item:'
BEGIN
  SELECT RAISE(ABORT, 'shop:lot') WHERE NEW.from_account >= 'u' AND substr(NEW.ref, 1, 4) = 'lot:'
    AND NOT EXISTS (SELECT 1 FROM lot WHERE guild = NEW.guild AND owner = NEW.from_account AND asset = NEW.asset
      AND seq = CAST(substr(NEW.ref, 5) AS INTEGER) AND unused >= NEW.amount);
  INSERT INTO lot (guild, owner, asset, seq, amount, unused, price, bought, expires_at, at, last_seq)
    SELECT NEW.guild, NEW.to_account, NEW.asset, NEW.seq, NEW.amount, NEW.amount,
      COALESCE(source.price, paid.amount / NEW.amount, 0), NEW.kind = 'shop_purchase',
      IIF(source.seq IS NULL, NEW.at + item.copy_days * 86400000, source.expires_at), NEW.at, NEW.seq
    FROM (SELECT 1)
      LEFT JOIN lot AS source ON source.guild = NEW.guild AND source.owner = NEW.from_account AND source.asset = NEW.asset
        AND source.seq = CAST(substr(NEW.ref, 5) AS INTEGER) AND substr(NEW.ref, 1, 4) = 'lot:'
      LEFT JOIN entry AS paid ON paid.guild = NEW.guild AND paid.seq = NEW.seq - 1 AND paid.op_key = NEW.op_key
        AND paid.kind = 'shop_purchase' AND paid.asset = 'coin' AND NEW.kind = 'shop_purchase'
      LEFT JOIN shop_item AS item ON item.guild = NEW.guild AND item.item_id = CAST(substr(NEW.asset, 6) AS INTEGER)
    WHERE NEW.to_account >= 'u';
  UPDATE lot SET unused = unused - NEW.amount, last_seq = NEW.seq
    WHERE guild = NEW.guild AND owner = NEW.from_account AND asset = NEW.asset
      AND seq = CAST(substr(NEW.ref, 5) AS INTEGER) AND substr(NEW.ref, 1, 4) = 'lot:';
  UPDATE lot SET unused = lot.unused - MIN(lot.unused, NEW.amount - line.before), last_seq = NEW.seq
    FROM (SELECT seq, SUM(unused) OVER (ORDER BY seq) - unused AS before FROM lot
      WHERE guild = NEW.guild AND owner = NEW.from_account AND asset = NEW.asset) AS line
    WHERE lot.guild = NEW.guild AND lot.owner = NEW.from_account AND lot.asset = NEW.asset AND lot.seq = line.seq
      AND line.before < NEW.amount AND COALESCE(substr(NEW.ref, 1, 4), '') <> 'lot:';
  SELECT RAISE(ABORT, 'shop:lots') WHERE NEW.from_account >= 'u' AND NEW.from_after IS NOT (SELECT COALESCE(SUM(unused), 0)
    FROM lot WHERE guild = NEW.guild AND owner = NEW.from_account AND asset = NEW.asset);
  DELETE FROM lot WHERE guild = NEW.guild AND owner = NEW.from_account AND asset = NEW.asset AND unused = 0;
END;

CREATE TRIGGER lot_insert BEFORE INSERT ON lot
BEGIN
  SELECT RAISE(ABORT, 'shop:lot_exists') WHERE EXISTS (SELECT 1 FROM lot
    WHERE guild = NEW.guild AND owner = NEW.owner AND asset = NEW.asset AND seq = NEW.seq);
  SELECT RAISE(ABORT, 'shop:lot_forged') WHERE (NEW.unused = NEW.amount AND NEW.last_seq = NEW.seq) IS NOT TRUE
    OR NOT EXISTS (SELECT 1 FROM entry WHERE guild = NEW.guild AND seq = NEW.seq
      AND seq = (SELECT MAX(seq) FROM entry WHERE guild = NEW.guild)
      AND to_account = NEW.owner AND asset = NEW.asset AND amount = NEW.amount AND at = NEW.at
      AND NEW.bought = (kind = 'shop_purchase'));
END;

-- Copies are used only by the newest entry, by as many as it took, and out of the lot that it names.
CREATE TRIGGER lot_update BEFORE UPDATE ON lot
BEGIN
  SELECT RAISE(ABORT, 'shop:lot_identity') WHERE (NEW.guild = OLD.guild AND NEW.owner = OLD.owner AND NEW.asset = OLD.asset
    AND NEW.seq = OLD.seq AND NEW.amount = OLD.amount AND NEW.price = OLD.price AND NEW.bought = OLD.bought
    AND NEW.expires_at IS OLD.expires_at AND NEW.at = OLD.at) IS NOT TRUE;
  SELECT RAISE(ABORT, 'shop:lot_unexplained')
    WHERE (NEW.unused >= 0 AND NEW.unused < OLD.unused AND NEW.last_seq > OLD.last_seq) IS NOT TRUE
    OR NOT EXISTS (SELECT 1 FROM entry WHERE guild = NEW.guild AND seq = NEW.last_seq
      AND seq = (SELECT MAX(seq) FROM entry WHERE guild = NEW.guild)
      AND from_account = NEW.owner AND asset = NEW.asset
      AND (COALESCE(substr(ref, 1, 4), '') <> 'lot:' OR CAST(substr(ref, 5) AS INTEGER) = NEW.seq)
      AND from_after <= NEW.unused - OLD.unused + (SELECT SUM(unused) FROM lot
        WHERE guild = NEW.guild AND owner = NEW.owner AND asset = NEW.asset));
END;

CREATE TRIGGER lot_delete BEFORE DELETE ON lot
BEGIN
  SELECT RAISE(ABORT, 'shop:lot_immutable') WHERE OLD.unused IS NOT 0;
END;
