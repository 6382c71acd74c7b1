INSERT INTO evidence (loop, assignment, question, target, quote, event)
VALUES (:loop, :assignment, :question, :target, :quote, :event)
ON CONFLICT DO UPDATE SET quote = excluded.quote, event = excluded.event
RETURNING *
