INSERT INTO answer (loop, assignment, question, state, score, signals, seconds, updated_at, event)
VALUES (:loop, :assignment, :question, 'open', 0, :signals, 0, :updated_at, :event)
ON CONFLICT DO UPDATE SET signals = excluded.signals, updated_at = excluded.updated_at, event = excluded.event
RETURNING *
