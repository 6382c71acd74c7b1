INSERT INTO mention (loop, person, event)
VALUES (:loop, :person, :event)
RETURNING *
