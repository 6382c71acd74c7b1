INSERT INTO vote (loop, number, assignment, round, value, reason, at, event)
VALUES (:loop, (SELECT coalesce (max (number), 0) + 1 FROM vote WHERE loop = :loop), :assignment, :round, :value, :reason, :at,
  :event)
RETURNING *
