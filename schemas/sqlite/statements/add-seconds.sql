INSERT INTO answer (loop, assignment, question, state, score, signals, seconds, updated_at, event)
VALUES (:loop, :assignment, :question, 'open', 0, '', :seconds, :updated_at, :event)
ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds, updated_at = excluded.updated_at, event = excluded.event
RETURNING *
