INSERT INTO feedback (id, loop, assignment, author, recipient, good, improve, at, acknowledged_at, event)
VALUES (:id, :loop, :assignment, :author, :recipient, :good, :improve, :at, 0, :event)
RETURNING *
