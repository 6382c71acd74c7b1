UPDATE decision SET superseded = 1, reopen_reason = :reason, event = :event
WHERE loop = :loop AND superseded = 0
RETURNING *
