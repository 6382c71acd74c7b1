UPDATE feedback SET acknowledged_at = :at, event = :event WHERE id = :id AND loop = :loop RETURNING *
