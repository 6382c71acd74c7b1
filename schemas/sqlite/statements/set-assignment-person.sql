UPDATE assignment SET person = :person, seat = :seat, event = :event WHERE loop = :loop AND id = :assignment
RETURNING *
