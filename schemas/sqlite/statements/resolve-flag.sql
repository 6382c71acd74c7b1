UPDATE flag SET state = :state, resolution = :resolution, resolved_by = :resolved_by, resolved_at = :resolved_at, event = :event
WHERE loop = :loop AND id = :id
RETURNING *
