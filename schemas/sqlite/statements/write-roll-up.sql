INSERT INTO roll_up (loop, changed_at, opened_at, state, candidate, role, template_title, visibility, all_in, progress, seats, panel,
  outcome, composite, coverage, decision, seen_at)
VALUES (:loop, :changed_at, :opened_at, :state, :candidate, :role, :template_title, :visibility, :all_in, :progress, :seats, :panel,
  :outcome, :composite, :coverage, :decision, :seen_at)
ON CONFLICT DO UPDATE SET changed_at = excluded.changed_at, opened_at = excluded.opened_at, state = excluded.state,
  candidate = excluded.candidate, role = excluded.role, template_title = excluded.template_title,
  visibility = excluded.visibility, all_in = excluded.all_in, progress = excluded.progress, seats = excluded.seats,
  panel = excluded.panel, outcome = excluded.outcome, composite = excluded.composite, coverage = excluded.coverage,
  decision = excluded.decision, seen_at = coalesce (excluded.seen_at, seen_at)
