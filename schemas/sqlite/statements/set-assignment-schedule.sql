UPDATE assignment SET scheduled_at = :scheduled_at, event = :event WHERE loop = :loop AND id = :assignment
RETURNING *
