SELECT id, assignment, question, choice, label, severity, quote, state, resolution, resolved_by, resolved_at, raised_at
FROM flag WHERE loop = :loop
