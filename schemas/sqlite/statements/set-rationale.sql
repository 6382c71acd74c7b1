INSERT INTO note (loop, assignment, question, notes, rationale, updated_at, event)
VALUES (:loop, :assignment, :question, '', :rationale, :updated_at, :event)
ON CONFLICT DO UPDATE SET rationale = excluded.rationale, updated_at = excluded.updated_at, event = excluded.event
RETURNING *
