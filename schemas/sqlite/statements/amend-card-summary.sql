UPDATE card SET summary = :summary, event = :event WHERE loop = :loop AND assignment = :assignment
RETURNING *
