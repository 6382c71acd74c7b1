INSERT INTO assignment (loop, id, stage, person, seat, scheduled_at, skip_reason, event, late)
VALUES (:loop, :id, :stage, :person, :seat, :scheduled_at, :skip_reason, :event, :late)
RETURNING *
