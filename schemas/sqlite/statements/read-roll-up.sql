SELECT changed_at, opened_at, state, candidate, role, template_title, visibility, all_in, progress, seats, panel, outcome, composite,
  coverage, decision, seen_at
FROM roll_up
WHERE loop = :loop
