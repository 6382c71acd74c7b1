INSERT INTO flag_event (loop, number, flag, act, text, merged_into, author, at, event)
VALUES (:loop, (SELECT coalesce (max (number), 0) + 1 FROM flag_event WHERE loop = :loop), :flag, :act, :text, :merged_into,
  :author, :at, :event)
RETURNING *
