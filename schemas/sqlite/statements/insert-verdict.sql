INSERT INTO verdict (loop, number, assignment, value, rationale, at, event, confirmed, independence_note)
VALUES (:loop, (SELECT coalesce (max (number), 0) + 1 FROM verdict WHERE loop = :loop), :assignment, :value, :rationale, :at,
  :event, :confirmed, :independence_note)
RETURNING *
