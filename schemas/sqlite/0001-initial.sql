-- The first layout of a workspace file. Immutable once released: a change is a new numbered file.
--
-- Every covered table (all but event and roll_up) ends in `event`: the sequence number of the event that last wrote the row. The
-- event holds the digest of the row as it left it. Columns added later must be nullable and stand last, so that the digests of older
-- rows stay valid: a NULL is not part of a digest.
-- What belongs to a loop has the loop's id as the first part of its key, so that a loop is read in one range of each table.

PRAGMA application_id = 1347177794; -- "PLMB"
PRAGMA user_version = 1;

CREATE TABLE event (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT,
  loop TEXT,
  kind TEXT NOT NULL,
  payload TEXT,
  salt BLOB NOT NULL CHECK (length (salt) = 16),
  payload_digest BLOB NOT NULL CHECK (length (payload_digest) = 32),
  rows BLOB NOT NULL,
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;

CREATE INDEX event_by_loop ON event (loop) WHERE loop IS NOT NULL;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  seniority INTEGER NOT NULL CHECK (seniority BETWEEN 0 AND 9),
  role TEXT NOT NULL CHECK (role IN ('panelist', 'coordinator')),
  event INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE candidate (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  headline TEXT NOT NULL,
  event INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE template (
  key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  sha256 TEXT NOT NULL,
  title TEXT NOT NULL,
  document TEXT NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (key, version)
) STRICT;

CREATE TABLE question (
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  sha256 TEXT NOT NULL,
  document TEXT NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;

CREATE TABLE loop (
  id TEXT PRIMARY KEY,
  candidate TEXT NOT NULL REFERENCES candidate (id),
  template_key TEXT NOT NULL,
  template_version INTEGER NOT NULL,
  role TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'decided', 'closed')),
  opened_at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  FOREIGN KEY (template_key, template_version) REFERENCES template (key, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
  loop TEXT NOT NULL REFERENCES loop (id),
  id TEXT NOT NULL,
  stage TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES person (id),
  seat TEXT NOT NULL CHECK (seat IN ('interviewer', 'hiring-manager', 'bar-raiser', 'shadow', 'observer')),
  scheduled_at INTEGER NOT NULL,
  skip_reason TEXT,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, id)
) STRICT, WITHOUT ROWID;

-- The texts stand last: reading the state of a card does not walk them.
CREATE TABLE card (
  loop TEXT NOT NULL,
  assignment TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'draft', 'submitted')),
  recommendation TEXT NOT NULL CHECK (recommendation IN ('none', 'strong-no', 'no', 'yes', 'strong-yes', 'no-decision')),
  started_at INTEGER NOT NULL,
  submitted_at INTEGER NOT NULL,
  elapsed INTEGER NOT NULL,
  running_since INTEGER NOT NULL,
  not_blind INTEGER NOT NULL CHECK (not_blind IN (0, 1)),
  no_decision_reason TEXT NOT NULL,
  summary TEXT NOT NULL,
  handover TEXT NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, assignment),
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT;

-- Apart from its texts, so that saving a score writes one small row.
CREATE TABLE answer (
  loop TEXT NOT NULL,
  assignment TEXT NOT NULL,
  question TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'scored', 'not-asked', 'no-evidence', 'not-applicable', 'declined')),
  score INTEGER NOT NULL CHECK ((score > 0) = (state = 'scored')),
  signals TEXT NOT NULL, -- keys, a space between
  seconds INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, assignment, question),
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  loop TEXT NOT NULL,
  assignment TEXT NOT NULL,
  question TEXT NOT NULL,
  notes TEXT NOT NULL,
  rationale TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, assignment, question),
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT;

CREATE TABLE evidence (
  loop TEXT NOT NULL,
  assignment TEXT NOT NULL,
  question TEXT NOT NULL,
  target TEXT NOT NULL, -- key of a signal, or id of a flag
  quote TEXT NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, assignment, question, target),
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT;

CREATE TABLE flag (
  loop TEXT NOT NULL,
  id TEXT NOT NULL,
  assignment TEXT NOT NULL,
  question TEXT,
  choice TEXT,
  label TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('minor', 'major', 'critical')),
  quote TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'cleared')),
  resolution TEXT NOT NULL,
  resolved_by TEXT REFERENCES person (id),
  resolved_at INTEGER NOT NULL,
  raised_at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, id),
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT;

CREATE TABLE vote (
  loop TEXT NOT NULL,
  number INTEGER NOT NULL,
  assignment TEXT NOT NULL,
  round TEXT NOT NULL CHECK (round IN ('reading', 'final')),
  value TEXT NOT NULL CHECK (value IN ('none', 'strong-no', 'no', 'yes', 'strong-yes', 'no-decision')),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, number),
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT;

CREATE TABLE verdict (
  loop TEXT NOT NULL,
  number INTEGER NOT NULL,
  assignment TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value IN ('concur', 'veto')),
  rationale TEXT NOT NULL,
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, number),
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT;

CREATE TABLE decision (
  loop TEXT NOT NULL REFERENCES loop (id),
  id TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value IN ('hire', 'no-hire', 'hold')),
  outcome TEXT NOT NULL CHECK (outcome IN ('undecided', 'below-bar', 'meets-bar')),
  figures TEXT NOT NULL,
  rationale TEXT NOT NULL,
  override_reason TEXT NOT NULL,
  conditions TEXT NOT NULL,
  dissents TEXT NOT NULL, -- a JSON array of person ids
  decider TEXT REFERENCES person (id),
  at INTEGER NOT NULL,
  superseded INTEGER NOT NULL CHECK (superseded IN (0, 1)),
  reopen_reason TEXT NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, id)
) STRICT;

CREATE TABLE amendment (
  loop TEXT NOT NULL,
  id TEXT NOT NULL,
  assignment TEXT NOT NULL,
  question TEXT,
  field TEXT NOT NULL CHECK (field IN ('score', 'state', 'notes', 'recommendation', 'summary')),
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT REFERENCES person (id),
  not_blind INTEGER NOT NULL CHECK (not_blind IN (0, 1)),
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, id),
  FOREIGN KEY (loop, assignment) REFERENCES assignment (loop, id)
) STRICT;

CREATE TABLE seal (
  loop TEXT NOT NULL REFERENCES loop (id),
  number INTEGER NOT NULL,
  person TEXT NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, number)
) STRICT;

-- People whom an imported loop lists though nothing in it refers to them, so that it goes out as it came in.
CREATE TABLE mention (
  loop TEXT NOT NULL REFERENCES loop (id),
  person TEXT NOT NULL REFERENCES person (id),
  event INTEGER NOT NULL,
  PRIMARY KEY (loop, person)
) STRICT, WITHOUT ROWID;

-- Which shipped library is in here already: the digest of the files it was read from. Saves every opening from reading them again.
CREATE TABLE library (one INTEGER PRIMARY KEY CHECK (one = 1), stamp TEXT NOT NULL) STRICT;

-- One row a loop, kept current by the commands that change it: what the list of loops shows, in one statement. Made from the tables
-- above and never the source of anything.
CREATE TABLE roll_up (
  loop TEXT NOT NULL PRIMARY KEY REFERENCES loop (id),
  changed_at INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  candidate TEXT NOT NULL,
  role TEXT NOT NULL,
  template_title TEXT NOT NULL,
  visibility TEXT NOT NULL,
  all_in INTEGER NOT NULL CHECK (all_in IN (0, 1)),
  progress TEXT NOT NULL,
  seats TEXT NOT NULL, -- "<person>:<how>" with a space between, for the blind rule: o(wes), n(othing owed), s(eal broken)
  panel TEXT NOT NULL,
  outcome TEXT NOT NULL,
  composite REAL,
  coverage REAL NOT NULL,
  decision TEXT
) STRICT;

CREATE INDEX roll_up_by_change ON roll_up (changed_at);

-- The trail only grows, at its end. The guards on INSERT hold against INSERT OR REPLACE, which fires no DELETE trigger unless
-- recursive triggers are on.

CREATE TRIGGER event_insert BEFORE INSERT ON event
WHEN NEW.sequence IS NOT (SELECT coalesce (max (sequence), 0) + 1 FROM event)
BEGIN SELECT raise (ABORT, 'events are only added, at the end of the trail'); END;

CREATE TRIGGER event_update BEFORE UPDATE ON event
BEGIN SELECT raise (ABORT, 'events are never changed'); END;

CREATE TRIGGER event_delete BEFORE DELETE ON event
BEGIN SELECT raise (ABORT, 'events are never removed'); END;

-- A submitted card is frozen: nothing in it changes except in the event of an amendment that says what and why.

CREATE TRIGGER card_insert BEFORE INSERT ON card
WHEN EXISTS (SELECT 1 FROM card WHERE loop = NEW.loop AND assignment = NEW.assignment)
BEGIN SELECT raise (ABORT, 'this card is there already'); END;

CREATE TRIGGER card_update BEFORE UPDATE ON card
WHEN OLD.state = 'submitted'
  AND NOT (NEW.event > OLD.event AND NEW.state = 'submitted'
    AND EXISTS (SELECT 1 FROM amendment a
      WHERE a.loop = OLD.loop AND a.assignment = OLD.assignment AND a.question IS NULL AND a.event = NEW.event))
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER card_identity BEFORE UPDATE OF loop, assignment, id ON card
WHEN NEW.loop IS NOT OLD.loop OR NEW.assignment IS NOT OLD.assignment OR NEW.id IS NOT OLD.id
BEGIN SELECT raise (ABORT, 'a card keeps its place'); END;

CREATE TRIGGER card_delete BEFORE DELETE ON card
BEGIN SELECT raise (ABORT, 'cards are never removed'); END;

CREATE TRIGGER answer_insert BEFORE INSERT ON answer
WHEN (SELECT state FROM card WHERE loop = NEW.loop AND assignment = NEW.assignment) = 'submitted'
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER answer_update BEFORE UPDATE ON answer
WHEN (SELECT state FROM card WHERE loop = OLD.loop AND assignment = OLD.assignment) = 'submitted'
  AND NOT (NEW.event > OLD.event
    AND EXISTS (SELECT 1 FROM amendment a
      WHERE a.loop = OLD.loop AND a.assignment = OLD.assignment AND a.question = OLD.question AND a.event = NEW.event))
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER answer_identity BEFORE UPDATE OF loop, assignment, question ON answer
WHEN NEW.loop IS NOT OLD.loop OR NEW.assignment IS NOT OLD.assignment OR NEW.question IS NOT OLD.question
BEGIN SELECT raise (ABORT, 'an answer keeps its place'); END;

CREATE TRIGGER answer_delete BEFORE DELETE ON answer
WHEN (SELECT state FROM card WHERE loop = OLD.loop AND assignment = OLD.assignment) = 'submitted'
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER note_insert BEFORE INSERT ON note
WHEN (SELECT state FROM card WHERE loop = NEW.loop AND assignment = NEW.assignment) = 'submitted'
  AND NOT EXISTS (SELECT 1 FROM amendment a
    WHERE a.loop = NEW.loop AND a.assignment = NEW.assignment AND a.question = NEW.question AND a.event = NEW.event)
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER note_update BEFORE UPDATE ON note
WHEN (SELECT state FROM card WHERE loop = OLD.loop AND assignment = OLD.assignment) = 'submitted'
  AND NOT (NEW.event > OLD.event
    AND EXISTS (SELECT 1 FROM amendment a
      WHERE a.loop = OLD.loop AND a.assignment = OLD.assignment AND a.question = OLD.question AND a.event = NEW.event))
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER note_identity BEFORE UPDATE OF loop, assignment, question ON note
WHEN NEW.loop IS NOT OLD.loop OR NEW.assignment IS NOT OLD.assignment OR NEW.question IS NOT OLD.question
BEGIN SELECT raise (ABORT, 'a note keeps its place'); END;

CREATE TRIGGER note_delete BEFORE DELETE ON note
WHEN (SELECT state FROM card WHERE loop = OLD.loop AND assignment = OLD.assignment) = 'submitted'
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER evidence_insert BEFORE INSERT ON evidence
WHEN (SELECT state FROM card WHERE loop = NEW.loop AND assignment = NEW.assignment) = 'submitted'
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER evidence_update BEFORE UPDATE ON evidence
WHEN (SELECT state FROM card WHERE loop = OLD.loop AND assignment = OLD.assignment) = 'submitted'
  OR NEW.loop IS NOT OLD.loop OR NEW.assignment IS NOT OLD.assignment OR NEW.question IS NOT OLD.question
  OR NEW.target IS NOT OLD.target
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

CREATE TRIGGER evidence_delete BEFORE DELETE ON evidence
WHEN (SELECT state FROM card WHERE loop = OLD.loop AND assignment = OLD.assignment) = 'submitted'
BEGIN SELECT raise (ABORT, 'a submitted card is frozen'); END;

-- Of a flag on a submitted card only the panel's word on it changes.

CREATE TRIGGER flag_insert BEFORE INSERT ON flag
WHEN EXISTS (SELECT 1 FROM flag WHERE loop = NEW.loop AND id = NEW.id)
BEGIN SELECT raise (ABORT, 'this flag is there already'); END;

CREATE TRIGGER flag_update
BEFORE UPDATE OF loop, id, assignment, question, choice, label, severity, quote, raised_at ON flag
WHEN (SELECT state FROM card WHERE loop = OLD.loop AND assignment = OLD.assignment) = 'submitted'
  OR NEW.loop IS NOT OLD.loop OR NEW.id IS NOT OLD.id OR NEW.assignment IS NOT OLD.assignment
BEGIN SELECT raise (ABORT, 'a flag of a submitted card is frozen'); END;

CREATE TRIGGER flag_delete BEFORE DELETE ON flag
WHEN (SELECT state FROM card WHERE loop = OLD.loop AND assignment = OLD.assignment) = 'submitted'
BEGIN SELECT raise (ABORT, 'a flag of a submitted card is frozen'); END;

-- What was said stays said.

CREATE TRIGGER amendment_insert BEFORE INSERT ON amendment
WHEN EXISTS (SELECT 1 FROM amendment WHERE loop = NEW.loop AND id = NEW.id)
BEGIN SELECT raise (ABORT, 'this amendment is there already'); END;

CREATE TRIGGER amendment_update BEFORE UPDATE ON amendment
BEGIN SELECT raise (ABORT, 'amendments are never changed'); END;

CREATE TRIGGER amendment_delete BEFORE DELETE ON amendment
BEGIN SELECT raise (ABORT, 'amendments are never removed'); END;

CREATE TRIGGER vote_insert BEFORE INSERT ON vote
WHEN EXISTS (SELECT 1 FROM vote WHERE loop = NEW.loop AND number = NEW.number)
BEGIN SELECT raise (ABORT, 'this vote is there already'); END;

CREATE TRIGGER vote_update BEFORE UPDATE ON vote
BEGIN SELECT raise (ABORT, 'votes are never changed'); END;

CREATE TRIGGER vote_delete BEFORE DELETE ON vote
BEGIN SELECT raise (ABORT, 'votes are never removed'); END;

CREATE TRIGGER verdict_insert BEFORE INSERT ON verdict
WHEN EXISTS (SELECT 1 FROM verdict WHERE loop = NEW.loop AND number = NEW.number)
BEGIN SELECT raise (ABORT, 'this verdict is there already'); END;

CREATE TRIGGER verdict_update BEFORE UPDATE ON verdict
BEGIN SELECT raise (ABORT, 'verdicts are never changed'); END;

CREATE TRIGGER verdict_delete BEFORE DELETE ON verdict
BEGIN SELECT raise (ABORT, 'verdicts are never removed'); END;

CREATE TRIGGER seal_insert BEFORE INSERT ON seal
WHEN EXISTS (SELECT 1 FROM seal WHERE loop = NEW.loop AND number = NEW.number)
BEGIN SELECT raise (ABORT, 'this seal is there already'); END;

CREATE TRIGGER seal_update BEFORE UPDATE ON seal
BEGIN SELECT raise (ABORT, 'broken seals are never changed'); END;

CREATE TRIGGER seal_delete BEFORE DELETE ON seal
BEGIN SELECT raise (ABORT, 'broken seals are never removed'); END;

CREATE TRIGGER decision_insert BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE loop = NEW.loop AND id = NEW.id)
BEGIN SELECT raise (ABORT, 'this decision is there already'); END;

CREATE TRIGGER decision_update BEFORE UPDATE ON decision
WHEN OLD.superseded = 1 OR NEW.superseded = 0 OR NEW.loop IS NOT OLD.loop OR NEW.id IS NOT OLD.id OR NEW.value IS NOT OLD.value
  OR NEW.outcome IS NOT OLD.outcome OR NEW.figures IS NOT OLD.figures OR NEW.rationale IS NOT OLD.rationale
  OR NEW.override_reason IS NOT OLD.override_reason OR NEW.conditions IS NOT OLD.conditions OR NEW.dissents IS NOT OLD.dissents
  OR NEW.decider IS NOT OLD.decider OR NEW.at IS NOT OLD.at
BEGIN SELECT raise (ABORT, 'a decision is superseded, never changed'); END;

CREATE TRIGGER decision_delete BEFORE DELETE ON decision
BEGIN SELECT raise (ABORT, 'decisions are never removed'); END;

-- A version in use never changes under the loops that were opened with it.

CREATE TRIGGER template_insert BEFORE INSERT ON template
WHEN EXISTS (SELECT 1 FROM template WHERE key = NEW.key AND version = NEW.version)
BEGIN SELECT raise (ABORT, 'this template version is there already'); END;

CREATE TRIGGER template_update BEFORE UPDATE ON template
BEGIN SELECT raise (ABORT, 'a template version is never changed'); END;

CREATE TRIGGER template_delete BEFORE DELETE ON template
BEGIN SELECT raise (ABORT, 'template versions are never removed'); END;

CREATE TRIGGER question_insert BEFORE INSERT ON question
WHEN EXISTS (SELECT 1 FROM question WHERE id = NEW.id AND version = NEW.version)
BEGIN SELECT raise (ABORT, 'this question version is there already'); END;

CREATE TRIGGER question_update BEFORE UPDATE ON question
BEGIN SELECT raise (ABORT, 'a question version is never changed'); END;

CREATE TRIGGER question_delete BEFORE DELETE ON question
BEGIN SELECT raise (ABORT, 'question versions are never removed'); END;
