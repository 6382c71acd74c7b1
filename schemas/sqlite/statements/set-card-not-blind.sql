UPDATE card SET not_blind = :not_blind, event = :event WHERE loop = :loop AND assignment = :assignment
RETURNING *
