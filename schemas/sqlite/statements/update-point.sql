UPDATE point SET title = :title, outcome = :outcome, note = :note, author = :author, at = :at, event = :event
WHERE loop = :loop AND key = :key
RETURNING *
