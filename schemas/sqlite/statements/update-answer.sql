UPDATE answer SET state = :state, score = :score, updated_at = :updated_at, event = :event
WHERE loop = :loop AND assignment = :assignment AND question = :question
RETURNING *
