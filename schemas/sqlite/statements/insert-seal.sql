INSERT INTO seal (loop, number, person, reason, at, event)
VALUES (:loop, (SELECT coalesce (max (number), 0) + 1 FROM seal WHERE loop = :loop), :person, :reason, :at, :event)
RETURNING *
