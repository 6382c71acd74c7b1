-- A stage that nobody is to hold can be skipped with a reason. Immutable once released.

PRAGMA user_version = 3;

-- At most one a stage: assigning the stage lets it be held after all, and from then on its interviews are what is skipped.
CREATE TABLE stage_skip (
  loop TEXT NOT NULL REFERENCES loop (id),
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT REFERENCES person (id),
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, stage)
) STRICT;

-- What was said stays said.

CREATE TRIGGER stage_skip_insert BEFORE INSERT ON stage_skip
WHEN EXISTS (SELECT 1 FROM stage_skip WHERE loop = NEW.loop AND stage = NEW.stage)
BEGIN SELECT raise (ABORT, 'this stage is skipped already'); END;

CREATE TRIGGER stage_skip_update BEFORE UPDATE ON stage_skip
BEGIN SELECT raise (ABORT, 'a skipped stage is never changed'); END;

CREATE TRIGGER stage_skip_delete BEFORE DELETE ON stage_skip
BEGIN SELECT raise (ABORT, 'a skipped stage is never removed'); END;
