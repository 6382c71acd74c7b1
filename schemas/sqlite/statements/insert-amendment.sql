INSERT INTO amendment (loop, id, assignment, question, field, before, after, reason, author, not_blind, at, event)
VALUES (:loop, :id, :assignment, :question, :field, :before, :after, :reason, :author, :not_blind, :at, :event)
RETURNING *
