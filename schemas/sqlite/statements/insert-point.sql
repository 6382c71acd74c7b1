INSERT INTO point (loop, key, title, outcome, note, author, at, event)
VALUES (:loop, :key, :title, :outcome, :note, :author, :at, :event)
RETURNING *
