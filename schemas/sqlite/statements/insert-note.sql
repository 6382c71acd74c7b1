INSERT INTO note (loop, assignment, question, notes, rationale, updated_at, event)
VALUES (:loop, :assignment, :question, :notes, :rationale, :updated_at, :event)
RETURNING *
