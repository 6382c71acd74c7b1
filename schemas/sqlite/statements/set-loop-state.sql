UPDATE loop SET state = :state, event = :event WHERE id = :loop RETURNING *
