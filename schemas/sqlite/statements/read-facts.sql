SELECT l.state, l.template_key, l.template_version, p.role,
  a.id, a.stage, a.person, a.seat, a.scheduled_at, a.skip_reason,
  c.id, c.state, c.recommendation, c.started_at, c.submitted_at, c.elapsed, c.running_since, c.not_blind
FROM loop l
  LEFT JOIN person p ON p.id = :actor
  LEFT JOIN assignment a ON a.loop = l.id AND a.id = :assignment
  LEFT JOIN card c ON c.loop = a.loop AND c.assignment = a.id
WHERE l.id = :loop
