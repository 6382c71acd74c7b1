INSERT INTO answer (loop, assignment, question, state, score, signals, seconds, updated_at, event)
VALUES (:loop, :assignment, :question, :state, :score, '', 0, :updated_at, :event)
ON CONFLICT DO UPDATE SET state = excluded.state, score = excluded.score, updated_at = excluded.updated_at, event = excluded.event
RETURNING *
