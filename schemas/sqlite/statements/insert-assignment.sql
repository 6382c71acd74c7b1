INSERT INTO assignment (loop, id, stage, person, seat, scheduled_at, skip_reason, event)
VALUES (:loop, :id, :stage, :person, :seat, :scheduled_at, :skip_reason, :event)
RETURNING *
