UPDATE card SET state = :state, started_at = :started_at, submitted_at = :submitted_at, elapsed = :elapsed,
  running_since = :running_since, event = :event
WHERE loop = :loop AND assignment = :assignment
RETURNING *
