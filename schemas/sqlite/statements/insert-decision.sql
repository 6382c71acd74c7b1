INSERT INTO decision (loop, id, value, outcome, figures, rationale, override_reason, conditions, dissents, decider, at,
  superseded, reopen_reason, event)
VALUES (:loop, :id, :value, :outcome, :figures, :rationale, :override_reason, :conditions, :dissents, :decider, :at,
  :superseded, :reopen_reason, :event)
RETURNING *
