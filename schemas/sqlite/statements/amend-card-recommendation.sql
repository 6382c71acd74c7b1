-- Whoever amends to no decision has said why in the reason of the amendment.
UPDATE card SET recommendation = :recommendation, event = :event,
  no_decision_reason = CASE WHEN :recommendation = 'no-decision' AND no_decision_reason = ''
    THEN (SELECT a.reason FROM amendment a
      WHERE a.loop = card.loop AND a.assignment = card.assignment AND a.event = :event)
    ELSE no_decision_reason END
WHERE loop = :loop AND assignment = :assignment
RETURNING *
