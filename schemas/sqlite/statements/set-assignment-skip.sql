UPDATE assignment SET skip_reason = :skip_reason, event = :event WHERE loop = :loop AND id = :assignment
RETURNING *
