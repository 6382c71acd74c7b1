INSERT INTO loop (id, candidate, template_key, template_version, role, state, opened_at, event)
VALUES (:id, :candidate, :template_key, :template_version, :role, :state, :opened_at, :event)
RETURNING *
