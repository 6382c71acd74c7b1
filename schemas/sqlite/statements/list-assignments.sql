SELECT a.id, a.stage, a.person, a.seat, a.scheduled_at, a.skip_reason,
  c.id, c.state, c.recommendation, c.started_at, c.submitted_at, c.elapsed, c.running_since, c.not_blind,
  c.no_decision_reason, c.summary, c.handover, a.late
FROM assignment a JOIN card c ON c.loop = a.loop AND c.assignment = a.id
WHERE a.loop = :loop
