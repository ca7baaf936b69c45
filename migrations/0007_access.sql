-- Who is signed in. Belongs to no guild: only the copy in DB is used.
CREATE TABLE session (
  session_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('operator', 'discord')),
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  avatar TEXT,
  -- The one refresh token that is good: of this session and this generation.
  generation INTEGER NOT NULL CHECK (generation >= 1),
  rotated_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by TEXT CHECK (ended_by IN ('signed_out', 'revoked', 'reused', 'discord')),
  -- Where it was opened, for the list that its owner looks through.
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  -- Discord's own tokens, encrypted; null for the operator.
  grant_sealed TEXT,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX session_newest ON session (created_at, session_id);
CREATE INDEX session_of ON session (user_id, created_at, session_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TRIGGER session_ended BEFORE UPDATE ON session
WHEN OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NOT OLD.ended_at OR NEW.generation <> OLD.generation)
BEGIN
  SELECT RAISE(ABORT, 'access:session_ended');
END;

CREATE TRIGGER session_fixed BEFORE UPDATE ON session
WHEN NEW.session_id <> OLD.session_id OR NEW.kind <> OLD.kind OR NEW.user_id <> OLD.user_id OR NEW.created_at <> OLD.created_at
BEGIN
  SELECT RAISE(ABORT, 'access:session_fixed');
END;

CREATE TRIGGER session_generation BEFORE UPDATE OF generation ON session
WHEN NEW.generation NOT IN (OLD.generation, OLD.generation + 1)
BEGIN
  SELECT RAISE(ABORT, 'access:session_generation');
END;
