-- The debrief: minutes, the register of flags, the bar raiser's independence, feedback on feedback; and what the blind may see move.
-- Immutable once released. New columns are nullable and stand last, behind `event`: a NULL is not part of a row's digest.

PRAGMA user_version = 2;

-- 1 when the assignment was made while cards were in and none was awaited; NULL otherwise.
ALTER TABLE assignment ADD COLUMN late INTEGER CHECK (late = 1);

-- The statements of independence that were confirmed, a space between; NULL: given to a program that did not ask.
ALTER TABLE verdict ADD COLUMN confirmed TEXT;
ALTER TABLE verdict ADD COLUMN independence_note TEXT;

CREATE TABLE debrief (
  loop TEXT NOT NULL REFERENCES loop (id),
  number INTEGER NOT NULL,
  person TEXT REFERENCES person (id),
  minutes INTEGER NOT NULL CHECK (minutes >= 0),
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, number)
) STRICT;

-- The minutes: what was recorded last of each point. What it replaced stands in the events.
CREATE TABLE point (
  loop TEXT NOT NULL REFERENCES loop (id),
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('open', 'agreed', 'disagreement-stands', 'more-evidence-needed')),
  note TEXT NOT NULL,
  author TEXT REFERENCES person (id),
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, key)
) STRICT;

-- What became of a flag: corroborations, merges, and resolutions that a later one replaced. The one in force stands in `flag`.
CREATE TABLE flag_event (
  loop TEXT NOT NULL,
  number INTEGER NOT NULL,
  flag TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('upheld', 'cleared', 'corroborated', 'withdrawn', 'merged', 'unmerged')),
  text TEXT NOT NULL,
  merged_into TEXT CHECK ((merged_into IS NOT NULL) = (act = 'merged')),
  author TEXT REFERENCES person (id),
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, number),
  FOREIGN KEY (loop, flag) REFERENCES flag (loop, id),
  FOREIGN KEY (loop, merged_into) REFERENCES flag (loop, id)
) STRICT;

-- About a panelist, never part of a candidate's record: no loop in its key, and its events name no loop. It can be removed.
CREATE TABLE feedback (
  id TEXT NOT NULL PRIMARY KEY,
  loop TEXT NOT NULL,
  assignment TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES person (id),
  recipient TEXT NOT NULL REFERENCES person (id),
  good TEXT NOT NULL,
  improve TEXT NOT NULL,
  at INTEGER NOT NULL,
  acknowledged_at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT;

CREATE INDEX feedback_by_author ON feedback (author);
CREATE INDEX feedback_by_recipient ON feedback (recipient);

-- The event of the first program that seeded the library did not tell its stamp: the next opening seeds anew, and tells it.
DELETE FROM library;

-- When something that even the blind see last changed: what they are told, and what their list is ordered by.
ALTER TABLE roll_up ADD COLUMN seen_at INTEGER;

UPDATE roll_up SET seen_at = (
  SELECT max (at) FROM event
  WHERE event.loop = roll_up.loop
    AND kind IN ('open-loop', 'close-loop', 'assign', 'reassign', 'schedule', 'skip', 'start-card', 'submit-card', 'decide',
      'reopen-loop', 'import-loop'));

-- What was said stays said.

CREATE TRIGGER debrief_insert BEFORE INSERT ON debrief
WHEN EXISTS (SELECT 1 FROM debrief WHERE loop = NEW.loop AND number = NEW.number)
BEGIN SELECT raise (ABORT, 'this debrief is there already'); END;

CREATE TRIGGER debrief_update BEFORE UPDATE ON debrief
BEGIN SELECT raise (ABORT, 'the start of a debrief is never changed'); END;

CREATE TRIGGER debrief_delete BEFORE DELETE ON debrief
BEGIN SELECT raise (ABORT, 'the start of a debrief is never removed'); END;

CREATE TRIGGER flag_event_insert BEFORE INSERT ON flag_event
WHEN EXISTS (SELECT 1 FROM flag_event WHERE loop = NEW.loop AND number = NEW.number)
BEGIN SELECT raise (ABORT, 'this entry of the register is there already'); END;

CREATE TRIGGER flag_event_update BEFORE UPDATE ON flag_event
BEGIN SELECT raise (ABORT, 'an entry of the register is never changed'); END;

CREATE TRIGGER flag_event_delete BEFORE DELETE ON flag_event
BEGIN SELECT raise (ABORT, 'an entry of the register is never removed'); END;

-- Minutes are written while the loop is open, and never lost.

CREATE TRIGGER point_insert BEFORE INSERT ON point
WHEN EXISTS (SELECT 1 FROM point WHERE loop = NEW.loop AND key = NEW.key)
BEGIN SELECT raise (ABORT, 'this point is there already'); END;

CREATE TRIGGER point_update BEFORE UPDATE ON point
WHEN NEW.loop IS NOT OLD.loop OR NEW.key IS NOT OLD.key OR NEW.event <= OLD.event
  OR (SELECT state FROM loop WHERE id = OLD.loop) <> 'open'
BEGIN SELECT raise (ABORT, 'the minutes of a decided loop are frozen'); END;

CREATE TRIGGER point_delete BEFORE DELETE ON point
BEGIN SELECT raise (ABORT, 'minutes are never removed'); END;

CREATE TRIGGER feedback_insert BEFORE INSERT ON feedback
WHEN EXISTS (SELECT 1 FROM feedback WHERE id = NEW.id)
BEGIN SELECT raise (ABORT, 'this feedback is there already'); END;

CREATE TRIGGER feedback_update BEFORE UPDATE ON feedback
WHEN OLD.acknowledged_at <> 0 OR NEW.id IS NOT OLD.id OR NEW.loop IS NOT OLD.loop OR NEW.assignment IS NOT OLD.assignment
  OR NEW.author IS NOT OLD.author OR NEW.recipient IS NOT OLD.recipient OR NEW.good IS NOT OLD.good
  OR NEW.improve IS NOT OLD.improve OR NEW.at IS NOT OLD.at
BEGIN SELECT raise (ABORT, 'feedback is acknowledged, never changed'); END;
