SELECT id, value, outcome, figures, rationale, override_reason, conditions, dissents, decider, at, superseded, reopen_reason
FROM decision WHERE loop = :loop
ORDER BY at, event, rowid
