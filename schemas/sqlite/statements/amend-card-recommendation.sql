UPDATE card SET recommendation = :recommendation, event = :event WHERE loop = :loop AND assignment = :assignment
RETURNING *
