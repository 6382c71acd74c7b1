INSERT INTO note (loop, assignment, question, notes, rationale, updated_at, event)
VALUES (:loop, :assignment, :question, :notes, '', :updated_at, :event)
ON CONFLICT DO UPDATE SET notes = excluded.notes, updated_at = excluded.updated_at, event = excluded.event
RETURNING *
