INSERT INTO card (loop, assignment, id, state, recommendation, started_at, submitted_at, elapsed, running_since, not_blind,
  no_decision_reason, summary, handover, event)
VALUES (:loop, :assignment, :id, :state, :recommendation, :started_at, :submitted_at, :elapsed, :running_since, :not_blind,
  :no_decision_reason, :summary, :handover, :event)
RETURNING *
