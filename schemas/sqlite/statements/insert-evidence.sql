INSERT INTO evidence (loop, assignment, question, target, quote, event)
VALUES (:loop, :assignment, :question, :target, :quote, :event)
RETURNING *
