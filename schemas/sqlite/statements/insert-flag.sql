INSERT INTO flag (loop, id, assignment, question, choice, label, severity, quote, state, resolution, resolved_by, resolved_at,
  raised_at, event)
VALUES (:loop, :id, :assignment, :question, :choice, :label, :severity, :quote, :state, :resolution, :resolved_by, :resolved_at,
  :raised_at, :event)
RETURNING *
