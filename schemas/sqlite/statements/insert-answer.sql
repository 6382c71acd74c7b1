INSERT INTO answer (loop, assignment, question, state, score, signals, seconds, updated_at, event)
VALUES (:loop, :assignment, :question, :state, :score, :signals, :seconds, :updated_at, :event)
RETURNING *
