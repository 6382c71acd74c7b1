INSERT INTO stage_skip (loop, stage, reason, author, at, event)
VALUES (:loop, :stage, :reason, :author, :at, :event)
RETURNING *
