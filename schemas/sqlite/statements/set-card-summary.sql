UPDATE card SET recommendation = :recommendation, no_decision_reason = :no_decision_reason, summary = :summary,
  handover = :handover, event = :event
WHERE loop = :loop AND assignment = :assignment
RETURNING *
