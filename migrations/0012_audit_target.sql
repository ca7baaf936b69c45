-- Verdicts are most of what staff do, and nobody asks for one proof's rows apart from the newest: they need no second row
-- in the index of targets.
DROP INDEX audit_target;
CREATE INDEX audit_target ON audit (guild, target, at) WHERE target NOT GLOB 'submission:*';
