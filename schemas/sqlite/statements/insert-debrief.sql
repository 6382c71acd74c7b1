INSERT INTO debrief (loop, number, person, minutes, at, event)
VALUES (:loop, (SELECT coalesce (max (number), 0) + 1 FROM debrief WHERE loop = :loop), :person, :minutes, :at, :event)
RETURNING *
