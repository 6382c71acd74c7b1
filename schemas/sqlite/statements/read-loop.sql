SELECT l.role, l.state, l.opened_at, l.template_key, l.template_version, c.id, c.name, c.email, c.headline
FROM loop l JOIN candidate c ON c.id = l.candidate
WHERE l.id = :loop
