-- The money core. Read ARCHITECTURE.md ("The ledger") before changing a line: every guard here is a promise.
-- Order inside one batch: op rows, hold rows, entry rows, then the features' own statements.
-- Guards are RAISE(ABORT, 'ledger:<name>'); CHECK is only the second line, because a pragma can switch CHECKs off.

CREATE TABLE placement (
  guild TEXT NOT NULL PRIMARY KEY,
  binding TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE op (
  guild TEXT NOT NULL,
  op_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  entries INTEGER NOT NULL CHECK (entries >= 0),
  result TEXT NOT NULL CHECK (json_valid(result)),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (guild, op_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  guild TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  op_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  asset TEXT NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
  from_before INTEGER NOT NULL,
  from_after INTEGER NOT NULL,
  to_before INTEGER NOT NULL,
  to_after INTEGER NOT NULL,
  once_key TEXT,
  ref TEXT,
  actor TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (guild, seq),
  CHECK (from_account <> to_account),
  CHECK (from_after = from_before - amount AND to_after = to_before + amount),
  CHECK (from_after >= 0 OR from_account = '@mint')
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX entry_once ON entry (guild, once_key) WHERE once_key IS NOT NULL;
-- '@' sorts before 'u': members only, so that a system account costs no index row.
CREATE INDEX entry_from ON entry (guild, from_account, seq) WHERE from_account >= 'u';
CREATE INDEX entry_to ON entry (guild, to_account, seq) WHERE to_account >= 'u';
CREATE INDEX entry_kind ON entry (guild, kind, seq);

CREATE TABLE account (
  guild TEXT NOT NULL,
  account_id TEXT NOT NULL,
  asset TEXT NOT NULL,
  balance INTEGER NOT NULL,
  total_in INTEGER NOT NULL,
  total_out INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (guild, account_id, asset),
  CHECK (balance >= 0 OR account_id = '@mint')
) STRICT, WITHOUT ROWID;

CREATE INDEX account_rank ON account (guild, balance DESC, account_id) WHERE account_id >= 'u' AND asset = 'coin';

CREATE TABLE hold (
  guild TEXT NOT NULL,
  hold_id TEXT NOT NULL,
  owner TEXT NOT NULL,
  asset TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
  held INTEGER NOT NULL CHECK (held >= 0 AND held <= amount),
  purpose TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'posted', 'voided', 'expired')),
  opened_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (guild, hold_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX hold_due ON hold (expires_at, guild) WHERE held > 0 AND expires_at IS NOT NULL;
CREATE INDEX hold_owner ON hold (guild, owner) WHERE held > 0;

-- account_id '*' freezes the whole guild.
CREATE TABLE freeze (
  guild TEXT NOT NULL,
  account_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (guild, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  guild TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  object_key TEXT NOT NULL,
  object_hash TEXT NOT NULL,
  entries_below INTEGER NOT NULL,
  keys_before INTEGER NOT NULL,
  PRIMARY KEY (guild, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE stat (
  guild TEXT NOT NULL,
  day INTEGER NOT NULL,
  asset TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (guild, day, asset, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER placement_insert BEFORE INSERT ON placement
BEGIN
  SELECT RAISE(ABORT, 'ledger:placement_exists') WHERE EXISTS (SELECT 1 FROM placement WHERE guild = NEW.guild);
END;

CREATE TRIGGER placement_update BEFORE UPDATE ON placement
BEGIN
  SELECT RAISE(ABORT, 'ledger:placement_immutable');
END;

CREATE TRIGGER placement_delete BEFORE DELETE ON placement
BEGIN
  SELECT RAISE(ABORT, 'ledger:placement_immutable');
END;

CREATE TRIGGER op_insert BEFORE INSERT ON op
BEGIN
  SELECT RAISE(ABORT, 'ledger:op_exists') WHERE EXISTS (SELECT 1 FROM op WHERE guild = NEW.guild AND op_key = NEW.op_key);
  SELECT RAISE(ABORT, 'ledger:op_invalid') WHERE (NEW.outcome IN ('done', 'refused') AND NEW.entries >= 0
    AND (NEW.outcome = 'done' OR NEW.entries = 0) AND json_valid(NEW.result) AND NEW.op_key <> '' AND NEW.at > 0) IS NOT TRUE;
END;

CREATE TRIGGER op_update BEFORE UPDATE ON op
BEGIN
  SELECT RAISE(ABORT, 'ledger:op_immutable');
END;

CREATE TRIGGER op_delete BEFORE DELETE ON op
BEGIN
  SELECT RAISE(ABORT, 'ledger:op_immutable')
    WHERE NOT EXISTS (SELECT 1 FROM checkpoint WHERE guild = OLD.guild AND keys_before > OLD.at);
END;

CREATE TRIGGER entry_insert BEFORE INSERT ON entry
BEGIN
  SELECT RAISE(ABORT, 'ledger:seq_taken') WHERE EXISTS (SELECT 1 FROM entry WHERE guild = NEW.guild AND seq = NEW.seq);
  SELECT RAISE(ABORT, 'ledger:seq_gap')
    WHERE NEW.seq IS NOT COALESCE((SELECT MAX(seq) FROM entry WHERE guild = NEW.guild), 0) + 1;
  SELECT RAISE(ABORT, 'ledger:prev_hash')
    WHERE NEW.prev_hash IS NOT COALESCE((SELECT hash FROM entry WHERE guild = NEW.guild AND seq = NEW.seq - 1), 'genesis');
  SELECT RAISE(ABORT, 'ledger:hash') WHERE (length(NEW.hash) = 64) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:time')
    WHERE (NEW.at >= COALESCE((SELECT at FROM entry WHERE guild = NEW.guild AND seq = NEW.seq - 1), 1)) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:amount')
    WHERE (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 9007199254740991) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:same_account') WHERE (NEW.from_account <> NEW.to_account) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:arithmetic')
    WHERE (NEW.from_after = NEW.from_before - NEW.amount AND NEW.to_after = NEW.to_before + NEW.amount) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:before') WHERE (NEW.from_before = COALESCE((SELECT balance FROM account
      WHERE guild = NEW.guild AND account_id = NEW.from_account AND asset = NEW.asset), 0)
    AND NEW.to_before = COALESCE((SELECT balance FROM account
      WHERE guild = NEW.guild AND account_id = NEW.to_account AND asset = NEW.asset), 0)) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:funds') WHERE (NEW.from_after >= 0 OR NEW.from_account = '@mint') IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:ceiling')
    WHERE (NEW.to_after <= 9007199254740991 AND NEW.from_after >= -9007199254740991) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:op_missing')
    WHERE NOT EXISTS (SELECT 1 FROM op WHERE guild = NEW.guild AND op_key = NEW.op_key AND outcome = 'done' AND entries > 0);
  SELECT RAISE(ABORT, 'ledger:frozen') WHERE EXISTS (SELECT 1 FROM freeze
    WHERE guild = NEW.guild AND account_id IN (NEW.from_account, NEW.to_account, '*'));
  SELECT RAISE(ABORT, 'ledger:once') WHERE NEW.once_key IS NOT NULL
    AND EXISTS (SELECT 1 FROM entry WHERE guild = NEW.guild AND once_key = NEW.once_key);
  SELECT RAISE(ABORT, 'ledger:hold_open') WHERE NEW.to_account = '@escrow'
    AND NOT EXISTS (SELECT 1 FROM hold WHERE guild = NEW.guild AND 'hold:' || hold_id = NEW.ref AND owner = NEW.from_account
      AND asset = NEW.asset AND amount = NEW.amount AND held = 0 AND last_seq = 0);
  SELECT RAISE(ABORT, 'ledger:hold_release') WHERE NEW.from_account = '@escrow'
    AND NOT EXISTS (SELECT 1 FROM hold WHERE guild = NEW.guild AND 'hold:' || hold_id = NEW.ref AND asset = NEW.asset
      AND held >= NEW.amount);
END;

-- The entry moves the balances: no other statement can (account_update below asks for the entry that explains the change).
CREATE TRIGGER entry_apply AFTER INSERT ON entry
BEGIN
  INSERT INTO account (guild, account_id, asset, balance, total_in, total_out, last_seq)
    SELECT NEW.guild, NEW.from_account, NEW.asset, 0, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM account
      WHERE guild = NEW.guild AND account_id = NEW.from_account AND asset = NEW.asset);
  INSERT INTO account (guild, account_id, asset, balance, total_in, total_out, last_seq)
    SELECT NEW.guild, NEW.to_account, NEW.asset, 0, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM account
      WHERE guild = NEW.guild AND account_id = NEW.to_account AND asset = NEW.asset);
  UPDATE account SET balance = NEW.from_after, total_out = MIN(9007199254740991, total_out + NEW.amount), last_seq = NEW.seq
    WHERE guild = NEW.guild AND account_id = NEW.from_account AND asset = NEW.asset;
  UPDATE account SET balance = NEW.to_after, total_in = MIN(9007199254740991, total_in + NEW.amount), last_seq = NEW.seq
    WHERE guild = NEW.guild AND account_id = NEW.to_account AND asset = NEW.asset;
END;

CREATE TRIGGER entry_hold_open AFTER INSERT ON entry WHEN NEW.to_account = '@escrow'
BEGIN
  UPDATE hold SET held = NEW.amount, last_seq = NEW.seq WHERE guild = NEW.guild AND hold_id = substr(NEW.ref, 6);
END;

CREATE TRIGGER entry_hold_release AFTER INSERT ON entry WHEN NEW.from_account = '@escrow'
BEGIN
  UPDATE hold SET held = held - NEW.amount, last_seq = NEW.seq,
      state = IIF(NEW.to_account <> owner, 'posted', IIF(NEW.kind = 'hold_expire', 'expired', 'voided'))
    WHERE guild = NEW.guild AND hold_id = substr(NEW.ref, 6);
END;

CREATE TRIGGER entry_update BEFORE UPDATE ON entry
BEGIN
  SELECT RAISE(ABORT, 'ledger:entry_immutable');
END;

-- Only what a checkpoint has carried to the archive may go, and never the newest entry: the chain hangs on it.
CREATE TRIGGER entry_delete BEFORE DELETE ON entry
BEGIN
  SELECT RAISE(ABORT, 'ledger:entry_immutable')
    WHERE NOT EXISTS (SELECT 1 FROM checkpoint WHERE guild = OLD.guild AND entries_below > OLD.seq)
      OR OLD.seq IS (SELECT MAX(seq) FROM entry WHERE guild = OLD.guild);
END;

CREATE TRIGGER account_insert BEFORE INSERT ON account
BEGIN
  SELECT RAISE(ABORT, 'ledger:account_exists') WHERE EXISTS (SELECT 1 FROM account
    WHERE guild = NEW.guild AND account_id = NEW.account_id AND asset = NEW.asset);
  SELECT RAISE(ABORT, 'ledger:account_forged')
    WHERE (NEW.balance = 0 AND NEW.total_in = 0 AND NEW.total_out = 0 AND NEW.last_seq = 0) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:account_forged') WHERE NOT EXISTS (SELECT 1 FROM entry
    WHERE guild = NEW.guild AND seq = (SELECT MAX(seq) FROM entry WHERE guild = NEW.guild)
      AND asset = NEW.asset AND NEW.account_id IN (from_account, to_account));
END;

CREATE TRIGGER account_update BEFORE UPDATE ON account
BEGIN
  SELECT RAISE(ABORT, 'ledger:account_identity')
    WHERE (NEW.guild = OLD.guild AND NEW.account_id = OLD.account_id AND NEW.asset = OLD.asset) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:account_unexplained') WHERE (NEW.last_seq > OLD.last_seq) IS NOT TRUE
    OR NOT EXISTS (SELECT 1 FROM entry WHERE guild = NEW.guild AND seq = NEW.last_seq AND asset = NEW.asset
      AND ((from_account = NEW.account_id AND from_before = OLD.balance AND from_after = NEW.balance
          AND NEW.total_in = OLD.total_in AND NEW.total_out = MIN(9007199254740991, OLD.total_out + amount))
        OR (to_account = NEW.account_id AND to_before = OLD.balance AND to_after = NEW.balance
          AND NEW.total_out = OLD.total_out AND NEW.total_in = MIN(9007199254740991, OLD.total_in + amount))));
END;

CREATE TRIGGER account_delete BEFORE DELETE ON account
BEGIN
  SELECT RAISE(ABORT, 'ledger:account_immutable');
END;

CREATE TRIGGER hold_insert BEFORE INSERT ON hold
BEGIN
  SELECT RAISE(ABORT, 'ledger:hold_exists') WHERE EXISTS (SELECT 1 FROM hold WHERE guild = NEW.guild AND hold_id = NEW.hold_id);
  SELECT RAISE(ABORT, 'ledger:hold_forged') WHERE (NEW.held = 0 AND NEW.last_seq = 0 AND NEW.state = 'open'
    AND NEW.amount BETWEEN 1 AND 9007199254740991) IS NOT TRUE;
END;

CREATE TRIGGER hold_update BEFORE UPDATE ON hold
BEGIN
  SELECT RAISE(ABORT, 'ledger:hold_identity') WHERE (NEW.guild = OLD.guild AND NEW.hold_id = OLD.hold_id
    AND NEW.owner = OLD.owner AND NEW.asset = OLD.asset AND NEW.amount = OLD.amount) IS NOT TRUE;
  SELECT RAISE(ABORT, 'ledger:hold_unexplained') WHERE (NEW.last_seq > OLD.last_seq) IS NOT TRUE
    OR NOT EXISTS (SELECT 1 FROM entry WHERE guild = NEW.guild AND seq = NEW.last_seq AND asset = NEW.asset
      AND ref = 'hold:' || NEW.hold_id
      AND ((to_account = '@escrow' AND OLD.held = 0 AND NEW.held = amount)
        OR (from_account = '@escrow' AND NEW.held = OLD.held - amount)));
END;

CREATE TRIGGER hold_delete BEFORE DELETE ON hold
BEGIN
  SELECT RAISE(ABORT, 'ledger:hold_immutable');
END;

CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint
BEGIN
  SELECT RAISE(ABORT, 'ledger:checkpoint_exists')
    WHERE EXISTS (SELECT 1 FROM checkpoint WHERE guild = NEW.guild AND seq = NEW.seq);
  SELECT RAISE(ABORT, 'ledger:checkpoint_forged') WHERE (NEW.entries_below <= NEW.seq + 1
    AND NEW.keys_before <= NEW.at - 7776000000) IS NOT TRUE
    OR NOT EXISTS (SELECT 1 FROM entry WHERE guild = NEW.guild AND seq = NEW.seq AND hash = NEW.hash AND at <= NEW.at);
END;

-- An archive may carry more away under the same checkpoint; what it says of the ledger stays.
CREATE TRIGGER checkpoint_update BEFORE UPDATE ON checkpoint
BEGIN
  SELECT RAISE(ABORT, 'ledger:checkpoint_immutable') WHERE (NEW.guild = OLD.guild AND NEW.seq = OLD.seq
    AND NEW.hash = OLD.hash AND NEW.at = OLD.at AND NEW.object_key = OLD.object_key AND NEW.object_hash = OLD.object_hash
    AND NEW.entries_below BETWEEN OLD.entries_below AND OLD.seq + 1
    AND NEW.keys_before BETWEEN OLD.keys_before AND OLD.at - 7776000000) IS NOT TRUE;
END;

CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint
BEGIN
  SELECT RAISE(ABORT, 'ledger:checkpoint_immutable');
END;
