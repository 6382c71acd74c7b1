SELECT id, assignment, question, field, before, after, reason, author, not_blind, at
FROM amendment WHERE loop = :loop
ORDER BY at, event, rowid
